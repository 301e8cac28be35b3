/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.destination.QueueAddress;
import dev.spillway.jms.sqs.client.AwsErrors;
import dev.spillway.jms.transport.Browse;
import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.List;
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
    private final Consumers consumers = new Consumers();
    private final ReceiveRequests requests = new ReceiveRequests();
    private final OpenPolls polls = new OpenPolls();
    private final Dismissal dismissal;
    private final Turns turns;
    private final Held held;
    private final MessageGroups groups;
    private final HandOut handOut;

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
        this.handOut = new HandOut(lock, channel, keeper, consumers, requests, held, groups, demand, timer);
        this.onError = onError;
        this.turns = new Turns(lock, consumers, polls, groups.isFifo(), timer);
        this.dismissal = new Dismissal(lock, requests, polls, this::pollOnce, handOut::endReturning, timer);
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
            consumers.add(inbox);
            held.showAll(System.nanoTime());
            if (consumers.areStarted()) {
                // else what they bring until the consumer asks would go back, behind others
                polls.resume();
            }
        }
        handOut.endReturning();
        return inbox;
    }

    /** A walk through the queue, beginning with what is held here. */
    Browse browse() {
        synchronized (lock) {
            held.showAll(System.nanoTime());
        }
        return new SqsBrowse(call, channel, this::held);
    }

    private List<SqsDelivery> held() {
        synchronized (lock) {
            return held.live();
        }
    }

    CompletableFuture<@Nullable Delivery> next(ConsumerInbox inbox, long waitMillis) {
        long now = System.nanoTime();
        ReceiveRequest request = new ReceiveRequest(inbox, waitMillis, now, this::withdraw);
        SqsDelivery ready;
        List<SqsDelivery> behindLost;
        Runnable asking = () -> {};
        synchronized (lock) {
            demand.asked(waitMillis > 0, inbox.handlingNanos(now), now);
            behindLost = groups.isFifo() ? held.removeLostGroups() : List.of();
            ready = inbox.isClosed() ? null : held.take(inbox::takes);
            groups.handed(inbox, ready, handOut);
            if (inbox.isClosed() || (ready == null && waitMillis == 0 && !consumers.areStarted())) {
                return CompletableFuture.completedFuture(null);
            }
            if (ready == null) {
                inbox.add(request);
                requests.add(request);
                held.showOverflow(now);
                if (consumers.areStarted()) {
                    polls.resume();
                }
                if (waitMillis == 0) {
                    asking = pollOnce();
                }
            }
        }
        SqsDelivery.releaseAll(channel, behindLost, delivery -> 0);
        request.whenComplete((delivery, failure) -> handed(inbox, delivery));
        if (ready != null) {
            request.complete(ready);
        }
        asking.run();
        fill();
        return request;
    }

    /** What is held for the consumer beside what it got already; {@code null} for nothing. */
    @Nullable Delivery ready(ConsumerInbox inbox) {
        synchronized (lock) {
            SqsDelivery ready = inbox.isClosed() ? null : held.take(inbox::takes);
            groups.handed(inbox, ready, handOut);
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
            consumers.remove(inbox);
            last = consumers.isEmpty();
            if (consumers.isAnySelective() && !last) {
                unwanted = held.removeUnless(consumers::isWanted);
            }
        }
        SqsDelivery.releaseAll(channel, unwanted, delivery -> 0);
        ending.forEach(request -> request.complete(null));
        if (last) {
            giveBack();
        }
    }

    void start() {
        synchronized (lock) {
            consumers.start();
        }
        fill();
    }

    void stop() {
        synchronized (lock) {
            consumers.stop();
        }
        giveBack();
    }

    /** Complete when the polls have ended and all acknowledgements and releases were answered. */
    CompletableFuture<Void> close() {
        List<ConsumerInbox> open;
        CompletableFuture<Void> ending;
        synchronized (lock) {
            consumers.stop();
            open = consumers.all();
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
            unused = held.removeAll();
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
        synchronized (lock) {
            polls.sent(poll, held.returning().isVisible());
        }
        poll.start(keeper::keep).whenComplete((messages, failure) -> {
            turns.of(poll, messages).thenRun(() -> answered(poll, messages, failure));
        });
    }

    private ReceiveCall.@Nullable Poll nextPoll() {
        long now = System.nanoTime();
        int waiting = requests.waiting();
        if (!consumers.areReceiving()
                || !demand.isPollAllowed(polls.size(), requests, now)
                || keeper.isBehind(this::fill)
                || !turns.allowAnotherPoll()) {
            return null;
        }
        int ahead = demand.ahead(consumers.size(), now);
        // what is held, though it be enough, waits for what was given back
        boolean missing =
                waiting > 0 && polls.askedFor() == 0 && held.returning().isMissingAny();
        int wanted = missing
                ? call.maxMessages()
                : demand.wanted(
                        waiting, ahead, held.ready(), polls.askedFor(), consumers.isAnySelective(), groups.isFifo());
        return wanted == 0 ? null : call.poll(wanted, demand.waitSeconds(requests, now));
    }

    /** Adds a request without a wait, for a consumer that doesn't wait. Under the lock. @return sends it, outside of that */
    private Runnable pollOnce() {
        boolean returning = held.returning().isOn();
        CompletableFuture<Void> visible = returning ? keeper.released() : CompletableFuture.allOf();
        int ahead = demand.ahead(consumers.size(), System.nanoTime());
        int max = returning || consumers.isAnySelective()
                ? call.maxMessages()
                : Math.max(1, Math.min(call.maxMessages(), ahead));
        ReceiveCall.Poll poll = call.poll(max, 0);
        polls.add(poll);
        return () -> visible.thenRun(() -> start(poll));
    }

    private void answered(ReceiveCall.Poll poll, @Nullable List<SqsDelivery> messages, @Nullable Throwable failure) {
        boolean wanted;
        synchronized (lock) {
            wanted = polls.remove(poll);
            polls.handsOut(poll, true);
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
        Runnable next = () -> dismissal.afterAnswer(poll.waitSeconds() == 0 ? 2 * poll.ageMillis() : 0);
        synchronized (lock) {
            polls.handsOut(poll, false);
            if (wanted && messages != null && !messages.isEmpty() && isToAskOn()) {
                next = pollOnce();
            }
        }
        poll.hasEnded();
        next.run();
        fill();
    }

    private void received(ReceiveCall.Poll poll, List<SqsDelivery> messages, boolean wanted) {
        if (!wanted) {
            SqsDelivery.releaseAll(channel, messages, delivery -> 0);
            return;
        }
        List<SqsDelivery> unreadable = new ArrayList<>();
        List<SqsDelivery> readable = new ArrayList<>();
        GroupOrder order = new GroupOrder(groups.isFifo());
        messages.forEach(
                message -> (order.passes(message, SqsDelivery::isReadable) ? readable : unreadable).add(message));
        synchronized (lock) {
            turns.received(readable);
            fillAfter(demand.answered(messages.size(), poll, System.nanoTime()));
        }
        SqsDelivery.releaseAll(channel, unreadable, Parked::seconds);
        boolean gone;
        synchronized (lock) {
            // else another one may bring them, though it is seen to later
            gone = poll.isAfterReturns()
                    && polls.isLast(poll)
                    && held.returning().missesAllIn(readable);
        }
        handOut.accept(readable);
        if (gone && !readable.isEmpty()) {
            handOut.endReturning();
        }
    }

    /** Whether somebody who doesn't wait has got nothing yet, though there may be more behind what others select. */
    private boolean isToAskOn() {
        return consumers.isAnySelective() && requests.isAnyAsking() && consumers.areStarted() && !polls.isAnswerNear();
    }

    private void fillAfter(long nanos) {
        if (nanos > 0) {
            // fill() hands failures to answered()
            timer.schedule(this::fill, nanos, TimeUnit.NANOSECONDS);
        }
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
