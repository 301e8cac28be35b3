/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.jms;

import dev.spillway.benchmarks.quantile.Quantiles;
import dev.spillway.benchmarks.requests.Requests;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Runs one load on one connection, each worker with a session and a thread of its own. */
final class Flow {

    /** By how much producers may be ahead of the consumers: a flow, not a heap. */
    private static final int AHEAD = 1_000;
    /** For how many messages a producer takes leave at once: else each receipt would wake one. */
    private static final int LEAVE = 10;
    /** When nothing was asked for this long, all that the load asks was asked. */
    private static final Duration QUIET = Duration.ofMillis(400);
    /** The same where acknowledgements may be collected for a second. */
    private static final Duration LAZY_QUIET = Duration.ofMillis(1_100);

    private static final String BODY = "x".repeat(1024);

    private final Load load;
    private final Connection connection;
    private final String queue;
    private final Semaphore ahead;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private volatile long lastNanos;
    private volatile boolean over;

    Flow(Load load, Connection connection, String queue) {
        this.load = load;
        this.connection = connection;
        this.queue = queue;
        this.ahead = new Semaphore(load.receiving() == Load.Receiving.NONE || load.apart() ? Integer.MAX_VALUE : AHEAD);
    }

    /**
     * @param time how long producers send; the consumers then take as long again at most to receive what is left
     * @param requests how many requests were made so far
     */
    Row run(Duration time, Supplier<Requests> requests) throws Exception {
        List<CompletableFuture<long[]>> producers = new ArrayList<>();
        List<CompletableFuture<long[]>> consumers = List.of();
        if (!load.apart()) {
            consumers = consume();
        }
        connection.start();
        Requests requestsBefore = requests.get();
        Duration cpuBefore = cpu();
        long began = System.nanoTime();
        lastNanos = began;
        long end = began + time.toNanos();
        for (int i = 0; i < load.producers(); i++) {
            String group = "group-" + i;
            Session session = session(load.sending().mode);
            producers.add(start(() -> send(session, group, end)));
        }
        long[] times = join(producers);
        if (load.apart()) {
            consumers = consume();
        }
        awaitAllReceived(System.nanoTime() + time.toNanos());
        double seconds = (lastNanos - began) / 1e9;
        double rate = done() / seconds;
        double cpuMicros = cpu().minus(cpuBefore).toNanos() / 1e3 / Math.max(1, done());
        over = true;
        join(consumers);
        awaitQuiet(requests, load.receiving() == Load.Receiving.DUPS_OK ? LAZY_QUIET : QUIET);
        Requests asked = requests.get().minus(requestsBefore);
        return new Row(
                load.title(),
                rate,
                cpuMicros,
                asked.each(done()),
                Quantiles.percentileMillis(times, 0.5),
                Quantiles.percentileMillis(times, 0.99));
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private long done() {
        return load.receiving() == Load.Receiving.NONE ? sent.get() : received.get();
    }

    private List<CompletableFuture<long[]>> consume() throws JMSException {
        List<CompletableFuture<long[]>> consumers = new ArrayList<>();
        for (int i = 0; i < load.consumers() && load.receiving() != Load.Receiving.NONE; i++) {
            Session session = session(load.receiving().mode);
            MessageConsumer consumer = session.createConsumer(session.createQueue(queue));
            if (load.receiving() == Load.Receiving.LISTENER) {
                consumer.setMessageListener(message -> received());
            } else {
                consumers.add(start(() -> receive(session, consumer)));
            }
        }
        return consumers;
    }

    private Session session(int mode) throws JMSException {
        return connection.createSession(mode == Session.SESSION_TRANSACTED, mode);
    }

    private long[] send(Session session, String group, long end) throws Exception {
        Queue to = session.createQueue(queue);
        MessageProducer producer = session.createProducer(to);
        LongStream.Builder times = LongStream.builder();
        Completed completed = new Completed();
        int uncommitted = 0;
        int leave = 0;
        while (System.nanoTime() < end) {
            if (leave == 0) {
                ahead.acquire(LEAVE);
                leave = LEAVE;
            }
            leave--;
            Message message = session.createTextMessage(BODY);
            if (load.fifo()) {
                long number = sent.incrementAndGet();
                message.setStringProperty("JMSXGroupID", group);
                message.setStringProperty("JMS_SQS_DeduplicationId", group + "-" + number);
            } else {
                sent.incrementAndGet();
            }
            long before = System.nanoTime();
            if (load.sending() == Load.Sending.ASYNC) {
                producer.send(message, completed);
            } else {
                producer.send(message);
            }
            if (load.sending() == Load.Sending.SYNC) {
                times.add(System.nanoTime() - before);
            }
            if (load.sending() == Load.Sending.TRANSACTED && ++uncommitted == Load.GROUP) {
                session.commit();
                uncommitted = 0;
            }
            if (load.receiving() == Load.Receiving.NONE) {
                lastNanos = System.nanoTime();
            }
        }
        if (uncommitted > 0) {
            session.commit();
        }
        // what was sent asynchronously is complete when its session has closed
        session.close();
        completed.check();
        return times.build().toArray();
    }

    private static final class Completed implements CompletionListener {

        private volatile @Nullable Exception failure;

        @Override
        public void onCompletion(Message message) {}

        @Override
        public void onException(Message message, Exception exception) {
            failure = exception;
        }

        void check() throws Exception {
            Exception failed = failure;
            if (failed != null) {
                throw failed;
            }
        }
    }

    private long[] receive(Session session, MessageConsumer consumer) throws JMSException {
        @Nullable Message last = null;
        int open = 0;
        while (!over) {
            Message message = consumer.receive(200);
            if (message != null) {
                received();
                open++;
                last = message;
            }
            boolean settle = open >= Load.GROUP || (message == null && open > 0);
            switch (load.receiving()) {
                case TRANSACTED -> {
                    if (settle) {
                        session.commit();
                        open = 0;
                    }
                }
                case CLIENT -> {
                    if (settle && last != null) {
                        last.acknowledge();
                        open = 0;
                    }
                }
                case UNORDERED, INDIVIDUAL -> {
                    if (message != null) {
                        message.acknowledge();
                    }
                }
                default -> {}
            }
        }
        return new long[0];
    }

    private void received() {
        long count = received.incrementAndGet();
        lastNanos = System.nanoTime();
        if (!load.apart() && count % LEAVE == 0) {
            ahead.release(LEAVE);
        }
    }

    private void awaitAllReceived(long until) throws InterruptedException {
        while (load.receiving() != Load.Receiving.NONE && received.get() < sent.get() && System.nanoTime() < until) {
            Thread.sleep(5);
        }
    }

    private static void awaitQuiet(Supplier<Requests> requests, Duration quiet) throws InterruptedException {
        long since = System.nanoTime();
        long until = since + 3 * quiet.toNanos();
        Requests before = requests.get();
        while (System.nanoTime() - since < quiet.toNanos() && System.nanoTime() < until) {
            Thread.sleep(10);
            Requests now = requests.get();
            if (!now.equals(before)) {
                before = now;
                since = System.nanoTime();
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        long[] run() throws Exception;
    }

    private static CompletableFuture<long[]> start(Work work) {
        CompletableFuture<long[]> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.run());
                    } catch (Exception e) {
                        result.completeExceptionally(e);
                    }
                },
                "worker");
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private static long[] join(List<CompletableFuture<long[]>> workers) throws Exception {
        try {
            return workers.stream()
                    .flatMapToLong(each -> LongStream.of(each.join()))
                    .toArray();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
