/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.destination.QueueAddress;
import dev.spillway.jms.transport.Browse;
import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives from one queue for all consumers of one connection. It polls only while they ask for more than it holds, with
 * as many polls at once as full answers have shown to be worth it, and hands each message to whoever has waited longest.
 */
final class SharedReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(SharedReceiver.class);

    private final QueueChannel channel;
    private final ReceiveCall call;
    private final VisibilityKeeper keeper;
    private final ScheduledExecutorService timer;
    private final Consumer<JMSException> onError;

    private final Object lock = new Object();
    private final Demand demand;
    private final Set<ConsumerInbox> inboxes = new HashSet<>();
    private final ReceiveRequests requests = new ReceiveRequests();
    private final OpenPolls polls = new OpenPolls();
    private final Dismissal dismissal;
    private final Held held;
    private final MessageGroups groups;
    /** How many consumers have a selector. */
    private int selective;

    private boolean running;
    private boolean filling;
    private boolean fillAgain;

    SharedReceiver(
            QueueChannel channel,
            ReceiveCall call,
            VisibilityKeeper keeper,
            SqsSettings settings,
            ScheduledExecutorService timer,
            Consumer<JMSException> onError) {
        this.channel = channel;
        this.held = new Held(channel);
        this.groups = new MessageGroups(QueueAddress.isFifo(channel.queue));
        this.call = call;
        this.keeper = keeper;
        this.demand = new Demand(settings, System.nanoTime());
        this.timer = timer;
        this.onError = onError;
        this.dismissal = new Dismissal(lock, requests, polls, timer);
    }

    int prefetched() {
        synchronized (lock) {
            return held.ready();
        }
    }

    /** A new consumer's place. */
    Inbox inbox(@Nullable Predicate<Delivery> filter) {
        ConsumerInbox inbox = new ConsumerInbox(this, groups, filter);
        synchronized (lock) {
            inboxes.add(inbox);
            if (inbox.isSelective()) {
                selective++;
            }
            held.showAll(System.nanoTime());
        }
        return inbox;
    }

    /** A walk through the queue, beginning with what is held here. */
    Browse browse() {
        synchronized (lock) {
            held.showAll(System.nanoTime());
            return new SqsBrowse(call, channel, held.live());
        }
    }

    CompletableFuture<@Nullable Delivery> next(ConsumerInbox inbox, long waitMillis) {
        long now = System.nanoTime();
        ReceiveRequest request = new ReceiveRequest(inbox, waitMillis, now, this::withdraw);
        SqsDelivery ready;
        List<SqsDelivery> behindLost;
        synchronized (lock) {
            demand.asked(waitMillis > 0, inbox.handlingNanos(now), now);
            behindLost = groups.isFifo() ? held.removeLostGroups() : List.of();
            ready = inbox.isClosed() ? null : held.take(inbox::takes);
            groups.handed(inbox, ready, this::ended);
            if (inbox.isClosed() || (ready == null && waitMillis == 0 && !running)) {
                return CompletableFuture.completedFuture(null);
            }
            if (ready == null) {
                inbox.add(request);
                requests.add(request);
                held.showOverflow(now);
                if (running) {
                    polls.resume();
                }
            }
        }
        SqsDelivery.releaseAll(channel, behindLost, delivery -> 0);
        request.whenComplete((delivery, failure) -> handed(inbox, delivery));
        if (ready != null) {
            request.complete(ready);
        } else if (waitMillis == 0) {
            pollOnce();
        }
        fill();
        return request;
    }

    /** What is held for the consumer beside what it got already; {@code null} for nothing. */
    @Nullable Delivery ready(ConsumerInbox inbox) {
        synchronized (lock) {
            SqsDelivery ready = inbox.isClosed() ? null : held.take(inbox::takes);
            groups.handed(inbox, ready, this::ended);
            return ready;
        }
    }

    void handsOn(ConsumerInbox inbox) {
        synchronized (lock) {
            inbox.changeHandler();
        }
    }

    private void handed(ConsumerInbox inbox, @Nullable Delivery delivery) {
        if (delivery != null) {
            synchronized (lock) {
                inbox.gotOne(System.nanoTime());
            }
        }
    }

    /** A message of a FIFO queue was dealt with: what is held of its group may be handed out, or goes back with it. */
    private void ended(SqsDelivery message, boolean acknowledged) {
        String group = message.groupId();
        List<SqsDelivery> back = new ArrayList<>();
        Map<SqsDelivery, ReceiveRequest> takers = new LinkedHashMap<>();
        boolean last;
        synchronized (lock) {
            groups.ended(message);
            // its group gives out no more until it is deleted, and no other delete is near
            last = acknowledged && keeper.isIdle() && !demand.isGathering();
            List<SqsDelivery> next = group == null ? List.of() : held.removeGroup(group);
            if (acknowledged) {
                assign(next, takers, back);
            } else {
                back.addAll(next);
            }
        }
        List<SqsDelivery> none = complete(takers, back);
        assert none.isEmpty();
        if (last) {
            channel.soonDeletes.hurry();
        }
    }

    private void withdraw(ReceiveRequest request) {
        synchronized (lock) {
            requests.remove(request);
        }
    }

    void close(ConsumerInbox inbox) {
        List<ReceiveRequest> ending;
        List<SqsDelivery> unwanted = List.of();
        boolean last;
        synchronized (lock) {
            if (inbox.isClosed()) {
                return;
            }
            ending = inbox.markClosed();
            ending.forEach(requests::remove);
            inboxes.remove(inbox);
            last = inboxes.isEmpty();
            if (selective > 0 && !last) {
                unwanted = held.removeUnless(this::isWanted);
            }
            if (inbox.isSelective()) {
                selective--;
            }
        }
        SqsDelivery.releaseAll(channel, unwanted, delivery -> 0);
        ending.forEach(request -> request.complete(null));
        if (last) {
            giveBack();
        }
    }

    private boolean isWanted(SqsDelivery delivery) {
        return selective == 0 || inboxes.stream().anyMatch(inbox -> inbox.selects(delivery));
    }

    void start() {
        synchronized (lock) {
            running = true;
        }
        fill();
    }

    void stop() {
        synchronized (lock) {
            running = false;
        }
        giveBack();
    }

    /** Complete when the polls have ended and all acknowledgements and releases were answered. */
    CompletableFuture<Void> close() {
        List<ConsumerInbox> open;
        CompletableFuture<Void> ending;
        synchronized (lock) {
            running = false;
            open = List.copyOf(inboxes);
        }
        open.forEach(ConsumerInbox::close);
        synchronized (lock) {
            ending = CompletableFuture.allOf(polls.left(), held.shown());
        }
        channel.hurry();
        return ending.thenCompose(ended -> {
            keeper.releaseAll();
            return keeper.settled();
        });
    }

    /** Ends the polls and makes visible what was fetched and not handed out. */
    private void giveBack() {
        List<ReceiveCall.Poll> ending;
        List<SqsDelivery> unused;
        boolean givesBack;
        synchronized (lock) {
            // what consumers have and don't acknowledge comes back too
            givesBack = !held.isEmpty() || keeper.isHolding();
            ending = polls.abandon();
            unused = held.removeUnless(message -> false);
            held.showAll(System.nanoTime());
        }
        ending.forEach(poll -> poll.leave(timer, givesBack));
        SqsDelivery.releaseAll(channel, unused, delivery -> 0);
    }

    /** Starts as many polls as demand calls for. One thread at a time does so, on behalf of all. */
    private void fill() {
        synchronized (lock) {
            fillAgain = filling;
            if (filling) {
                return;
            }
            filling = true;
        }
        while (true) {
            ReceiveCall.Poll poll;
            synchronized (lock) {
                poll = nextPoll();
                if (poll == null) {
                    if (!fillAgain) {
                        filling = false;
                        return;
                    }
                    fillAgain = false;
                    continue;
                }
                polls.add(poll);
            }
            start(poll);
        }
    }

    private void start(ReceiveCall.Poll poll) {
        poll.start(keeper::keep).whenComplete((messages, failure) -> answered(poll, messages, failure));
    }

    private ReceiveCall.@Nullable Poll nextPoll() {
        long now = System.nanoTime();
        int waiting = requests.waiting();
        if (!running || inboxes.isEmpty() || !demand.isPollAllowed(polls.size(), requests, now)) {
            return null;
        }
        int ahead = demand.ahead(inboxes.size(), now);
        int wanted = demand.wanted(waiting, ahead, held.ready(), polls.askedFor(), selective > 0, groups.isFifo());
        return wanted == 0 ? null : call.poll(wanted, demand.waitSeconds(requests, now));
    }

    /** Asks without waiting, for a consumer that doesn't wait. */
    private void pollOnce() {
        ReceiveCall.Poll poll;
        synchronized (lock) {
            int ahead = demand.ahead(inboxes.size(), System.nanoTime());
            int max = selective > 0 ? call.maxMessages() : Math.max(1, Math.min(call.maxMessages(), ahead));
            poll = call.poll(max, 0);
            polls.add(poll);
        }
        start(poll);
    }

    private void answered(ReceiveCall.Poll poll, @Nullable List<SqsDelivery> messages, @Nullable Throwable failure) {
        boolean wanted;
        synchronized (lock) {
            wanted = polls.remove(poll);
        }
        try {
            if (messages != null) {
                received(poll, messages, wanted);
            } else if (wanted && failure != null && !(AwsErrors.unwrap(failure) instanceof CancellationException)) {
                failed(AwsErrors.of("receiving from queue '" + channel.queue + "'", failure));
            }
        } catch (RuntimeException | Error e) {
            // this is a future's stage: nobody else would see it, and who waits would wait in vain
            LOG.error("seeing to an answer of queue {}", channel.queue, e);
        }
        poll.hasEnded();
        if (wanted && messages != null && !messages.isEmpty() && isToAskOn()) {
            pollOnce();
        } else {
            dismissal.afterAnswer(poll.waitSeconds() == 0 ? 2 * poll.ageMillis() : 0);
        }
        fill();
    }

    private void received(ReceiveCall.Poll poll, List<SqsDelivery> messages, boolean wanted) {
        if (!wanted) {
            SqsDelivery.releaseAll(channel, messages, delivery -> 0);
            return;
        }
        adapt(poll, messages.size());
        List<SqsDelivery> unreadable = new ArrayList<>();
        List<SqsDelivery> readable = new ArrayList<>();
        GroupOrder order = new GroupOrder(groups.isFifo());
        messages.forEach(
                message -> (order.passes(message, SqsDelivery::isReadable) ? readable : unreadable).add(message));
        SqsDelivery.releaseAll(channel, unreadable, Parked::seconds);
        handOut(readable);
    }

    /** Whether somebody who doesn't wait has got nothing yet, though there may be more behind what others select. */
    private boolean isToAskOn() {
        synchronized (lock) {
            return selective > 0 && requests.isAnyAsking() && running && !polls.isAnswerNear();
        }
    }

    private void adapt(ReceiveCall.Poll poll, int received) {
        synchronized (lock) {
            fillAfter(demand.answered(received, poll, System.nanoTime()));
        }
    }

    /** Gives messages to those who asked, those who don't wait first; keeps the rest, or gives it back. */
    private void handOut(List<SqsDelivery> messages) {
        List<SqsDelivery> left = held.ranked(messages);
        while (!left.isEmpty()) {
            List<SqsDelivery> back = new ArrayList<>();
            Map<SqsDelivery, ReceiveRequest> takers = new LinkedHashMap<>();
            try {
                synchronized (lock) {
                    assign(left, takers, back);
                }
            } catch (RuntimeException | Error e) {
                LOG.error("handing out messages of queue {}: those that nobody has got go back", channel.queue, e);
                giveUp(left, takers.keySet());
            }
            left = complete(takers, back);
        }
    }

    /** Gives back what is not handed out, and on a FIFO queue what is held behind it. */
    private void giveUp(List<SqsDelivery> messages, Set<SqsDelivery> handed) {
        Set<SqsDelivery> left = new LinkedHashSet<>(messages);
        left.removeAll(handed);
        List<SqsDelivery> back = new ArrayList<>(left);
        synchronized (lock) {
            back.addAll(held.removeUnless(message -> !left.contains(message)));
        }
        SqsDelivery.releaseAll(channel, back, Parked::seconds);
    }

    private void fillAfter(long nanos) {
        if (nanos == 0) {
            return;
        }
        @SuppressWarnings({"FutureReturnValueIgnored", "unused"}) // fill() hands failures to answered()
        var ignored = timer.schedule(this::fill, nanos, TimeUnit.NANOSECONDS);
    }

    /** Finds who gets the messages, and keeps the rest, or adds it to what goes back. Under the lock. */
    private void assign(List<SqsDelivery> messages, Map<SqsDelivery, ReceiveRequest> takers, List<SqsDelivery> back) {
        List<SqsDelivery> rest = new ArrayList<>();
        GroupOrder order = new GroupOrder(groups.isFifo());
        for (SqsDelivery message : messages) {
            if (!order.passes(message, candidate -> isHanded(candidate, takers))) {
                rest.add(message);
            }
        }
        if (running && !inboxes.isEmpty()) {
            long now = System.nanoTime();
            int most = selective == 0
                    ? Integer.MAX_VALUE
                    : Math.max(call.maxMessages(), demand.ahead(inboxes.size(), now));
            held.keep(rest, this::isWanted, most, now);
        } else {
            back.addAll(rest);
        }
    }

    private boolean isHanded(SqsDelivery message, Map<SqsDelivery, ReceiveRequest> takers) {
        ReceiveRequest taker = requests.takerOf(message);
        if (taker == null) {
            return false;
        }
        takers.put(message, taker);
        groups.handed(taker.inbox(), message, this::ended);
        return true;
    }

    /** Hands the messages over; returns those whose takers went away meanwhile. */
    private List<SqsDelivery> complete(Map<SqsDelivery, ReceiveRequest> takers, List<SqsDelivery> back) {
        SqsDelivery.releaseAll(channel, back, delivery -> 0);
        List<SqsDelivery> left = new ArrayList<>();
        takers.forEach((message, taker) -> {
            if (!taker.complete(message)) {
                left.add(message);
            }
        });
        if (groups.isFifo()) {
            // what follows in the group has taken its place behind it
            left.forEach(message -> message.release(Duration.ZERO));
            left.clear();
        }
        return left;
    }

    private void failed(AwsErrors.Failure failure) {
        List<ReceiveRequest> hopeless;
        boolean tell;
        long pause;
        synchronized (lock) {
            pause = demand.failed(System.nanoTime());
            tell = demand.isToTell(failure.passing());
            hopeless = failure.passing() ? requests.removeAsking() : requests.removeAll();
        }
        fillAfter(pause);
        if (failure.exception() instanceof InvalidDestinationException) {
            call.forgetUrl();
        }
        hopeless.forEach(request -> request.completeExceptionally(failure.exception()));
        if (tell) {
            LOG.warn("{}", failure.exception().getMessage());
            onError.accept(failure.exception());
        }
    }
}
