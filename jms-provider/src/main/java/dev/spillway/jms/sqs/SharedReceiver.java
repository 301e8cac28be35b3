/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives from one queue for all consumers of one connection. It polls only while they ask for more than it holds, with
 * as many polls at once as full answers have shown to be worth it, and hands each message to whoever has waited longest.
 */
final class SharedReceiver {

    private static final Logger LOG = LoggerFactory.getLogger(SharedReceiver.class);
    private static final int MAX_MESSAGES = 10;
    private static final long LONG_POLL_MILLIS = 20_000;

    private final QueueChannel channel;
    private final ReceiveCall call;
    private final VisibilityKeeper keeper;
    private final ScheduledExecutorService timer;
    private final Consumer<JMSException> onError;

    private final Object lock = new Object();
    private final PrefetchWindow window;
    private final PollerCount pollers;
    private final ReceiveBackoff backoff = new ReceiveBackoff();
    private final Set<ConsumerInbox> inboxes = new HashSet<>();
    private final Set<ReceiveRequest> waiting = new LinkedHashSet<>();
    /** Those who don't wait for messages to come, only for the answers that are on their way. */
    private final Set<ReceiveRequest> asking = new LinkedHashSet<>();

    private final Deque<SqsDelivery> buffer = new ArrayDeque<>();
    private final Set<ReceiveCall.Poll> polls = new HashSet<>();
    /** Polls that nobody waits for any more. */
    private final Set<CompletableFuture<Void>> leaving = new HashSet<>();

    private int askedFor;
    /** Whether the last one to ask waits for messages to come. */
    private boolean patient;
    /** Whether an answer without messages came at once since somebody asked. */
    private boolean drained;

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
        this.call = call;
        this.keeper = keeper;
        this.pollers = new PollerCount(settings.pollers());
        this.window = new PrefetchWindow(settings.prefetch());
        this.timer = timer;
        this.onError = onError;
    }

    private void withdraw(ReceiveRequest request) {
        synchronized (lock) {
            waiting.remove(request);
            asking.remove(request);
        }
    }

    private final class ConsumerInbox implements Inbox {

        private final Set<ReceiveRequest> own = new HashSet<>();
        private boolean closed;
        private boolean handling;
        private long handedAt;

        @Override
        public CompletableFuture<@Nullable Delivery> next(long waitMillis) {
            long now = System.nanoTime();
            ReceiveRequest request = new ReceiveRequest(waitMillis, now, SharedReceiver.this::withdraw);
            SqsDelivery ready;
            synchronized (lock) {
                window.asked(now);
                patient = waitMillis > 0;
                drained = false;
                if (handling) {
                    handling = false;
                    window.handled(now - handedAt);
                }
                ready = closed ? null : takeLive();
                if (closed || (ready == null && waitMillis == 0 && !running)) {
                    return CompletableFuture.completedFuture(null);
                }
                if (ready == null) {
                    own.removeIf(CompletableFuture::isDone);
                    own.add(request);
                    request.whenComplete((delivery, failure) -> handed(delivery));
                    (waitMillis > 0 ? waiting : asking).add(request);
                }
            }
            if (ready != null) {
                handed(ready);
                request.complete(ready);
            } else if (waitMillis == 0) {
                pollOnce();
            }
            fill();
            return request;
        }

        private void handed(@Nullable Delivery delivery) {
            if (delivery != null) {
                synchronized (lock) {
                    handling = true;
                    handedAt = System.nanoTime();
                }
            }
        }

        @Override
        public void close() {
            List<ReceiveRequest> ending;
            boolean last;
            synchronized (lock) {
                if (closed) {
                    return;
                }
                closed = true;
                ending = List.copyOf(own);
                waiting.removeAll(own);
                asking.removeAll(own);
                inboxes.remove(this);
                last = inboxes.isEmpty();
            }
            ending.forEach(request -> request.complete(null));
            if (last) {
                giveBack();
            }
        }
    }

    Inbox inbox() {
        ConsumerInbox inbox = new ConsumerInbox();
        synchronized (lock) {
            inboxes.add(inbox);
        }
        return inbox;
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
        List<CompletableFuture<Void>> ending;
        synchronized (lock) {
            running = false;
            open = List.copyOf(inboxes);
        }
        open.forEach(ConsumerInbox::close);
        synchronized (lock) {
            ending = List.copyOf(leaving);
        }
        channel.lazyDeletes.hurry();
        return CompletableFuture.allOf(ending.toArray(CompletableFuture[]::new)).thenCompose(ended -> keeper.settled());
    }

    /** Ends the polls and makes visible what was fetched and not handed out. */
    private void giveBack() {
        List<ReceiveCall.Poll> ending;
        List<SqsDelivery> unused;
        synchronized (lock) {
            ending = List.copyOf(polls);
            leaving.removeIf(CompletableFuture::isDone);
            ending.forEach(poll -> leaving.add(poll.end()));
            polls.clear();
            askedFor = 0;
            unused = List.copyOf(buffer);
            buffer.clear();
        }
        ending.forEach(poll -> poll.leave(timer));
        unused.forEach(delivery -> delivery.release(Duration.ZERO));
    }

    private @Nullable SqsDelivery takeLive() {
        SqsDelivery next = buffer.pollFirst();
        while (next != null && !next.isLive()) {
            next = buffer.pollFirst();
        }
        return next;
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
                askedFor += poll.max();
            }
            ReceiveCall.Poll started = poll;
            started.start().whenComplete((messages, failure) -> answered(started, messages, failure));
        }
    }

    private ReceiveCall.@Nullable Poll nextPoll() {
        long now = System.nanoTime();
        if (!running || inboxes.isEmpty() || polls.size() >= pollers.allowed() || backoff.isPausing(now)) {
            return null;
        }
        if (waiting.isEmpty() && drained) {
            return null;
        }
        int capacity = waiting.size() + window.size(inboxes.size(), now);
        int free = capacity - buffer.size() - askedFor;
        // asking for each message singly as it is handed out would undo the grouping
        if (free <= 0 || free < Math.min(MAX_MESSAGES, (capacity + 1) / 2)) {
            return null;
        }
        // who never waits would miss what a long poll is about to bring
        long wait = waiting.isEmpty() && patient ? LONG_POLL_MILLIS : 0;
        for (ReceiveRequest request : waiting) {
            wait = Math.max(wait, Math.max(1, request.leftMillis(now, LONG_POLL_MILLIS)));
            if (wait >= LONG_POLL_MILLIS) {
                break;
            }
        }
        int seconds = (int) (Math.min(wait + 999, LONG_POLL_MILLIS) / 1000);
        return call.poll(Math.min(MAX_MESSAGES, free), seconds);
    }

    /** Asks without waiting, for a consumer that doesn't wait. */
    private void pollOnce() {
        ReceiveCall.Poll poll;
        synchronized (lock) {
            int ahead = window.size(inboxes.size(), System.nanoTime());
            poll = call.poll(Math.max(1, Math.min(MAX_MESSAGES, ahead)), 0);
            polls.add(poll);
            askedFor += poll.max();
        }
        poll.start().whenComplete((messages, failure) -> answered(poll, messages, failure));
    }

    private void answered(ReceiveCall.Poll poll, @Nullable List<SqsDelivery> messages, @Nullable Throwable failure) {
        boolean wanted;
        synchronized (lock) {
            wanted = polls.remove(poll);
            if (wanted) {
                askedFor -= poll.max();
            }
        }
        if (messages != null) {
            messages.forEach(keeper::keep);
            if (wanted) {
                adapt(poll, messages.size());
                handOut(messages);
            } else {
                messages.forEach(delivery -> delivery.release(Duration.ZERO));
            }
        } else if (wanted && failure != null && !(AwsErrors.unwrap(failure) instanceof CancellationException)) {
            failed(AwsErrors.of("receiving from queue '" + channel.queue + "'", failure));
        }
        poll.hasEnded();
        dismissAskers();
        fill();
    }

    /** Tells those who don't wait that there is nothing, once no answer is on its way to them. */
    private void dismissAskers() {
        List<ReceiveRequest> done;
        synchronized (lock) {
            if (polls.stream().anyMatch(poll -> poll.waitSeconds() == 0)) {
                return;
            }
            done = List.copyOf(asking);
            asking.clear();
        }
        done.forEach(request -> request.complete(null));
    }

    private void adapt(ReceiveCall.Poll poll, int received) {
        synchronized (lock) {
            backoff.succeeded();
            if (received == MAX_MESSAGES) {
                pollers.fullAnswer();
            } else if (received == 0 && poll.waitSeconds() > 0) {
                pollers.emptyLongPoll();
            } else if (received == 0) {
                drained = true;
            }
        }
    }

    /** Gives messages to those who asked, those who don't wait first; keeps the rest. */
    private void handOut(List<SqsDelivery> messages) {
        Deque<SqsDelivery> rest = new ArrayDeque<>(messages);
        while (!rest.isEmpty()) {
            ReceiveRequest first;
            synchronized (lock) {
                var longest = (asking.isEmpty() ? waiting : asking).iterator();
                if (!longest.hasNext()) {
                    if (running && !inboxes.isEmpty()) {
                        buffer.addAll(rest);
                        return;
                    }
                    break;
                }
                first = longest.next();
                longest.remove();
            }
            if (first.complete(rest.getFirst())) {
                rest.removeFirst();
            }
        }
        rest.forEach(delivery -> delivery.release(Duration.ZERO));
    }

    private void failed(AwsErrors.Failure failure) {
        List<ReceiveRequest> hopeless = new ArrayList<>();
        boolean tell;
        long pause;
        synchronized (lock) {
            pause = backoff.failed(System.nanoTime());
            tell = backoff.isToTell(failure.passing());
            pollers.failure();
            hopeless.addAll(asking);
            asking.clear();
            if (!failure.passing()) {
                hopeless.addAll(waiting);
                waiting.clear();
            }
        }
        @SuppressWarnings({"FutureReturnValueIgnored", "unused"}) // fill() hands failures to answered()
        var ignored = timer.schedule(this::fill, pause, TimeUnit.MILLISECONDS);
        if (failure.exception() instanceof InvalidDestinationException) {
            call.forgetUrl();
        }
        if (tell) {
            LOG.warn("{}", failure.exception().getMessage());
            onError.accept(failure.exception());
        }
        hopeless.forEach(request -> request.completeExceptionally(failure.exception()));
    }
}
