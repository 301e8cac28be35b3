/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import dev.spillway.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Sends to and receives from one queue over many connections, tells how it goes, and keeps count of what is left. */
final class QueueLoad {

    private static final int BATCH = 10;
    private static final long TELL_SECONDS = 5;
    private static final Pattern COUNT = Pattern.compile("\"ApproximateNumberOfMessages\\w*\":\"(\\d+)\"");

    private final URI endpoint;
    private final String queueUrl;
    private final String queue;
    private final int connections;
    private final ServerProcess server;
    private final String sends;
    private final AtomicLong left = new AtomicLong();

    /** When a message was last sent or deleted: a receive that waits for the end of the queue is not measured. */
    private final AtomicLong lastDone = new AtomicLong();

    QueueLoad(URI endpoint, String queueUrl, int connections, ServerProcess server) {
        this.endpoint = endpoint;
        this.queueUrl = queueUrl;
        this.queue = "{" + Batches.queue(queueUrl);
        this.connections = connections;
        this.server = server;
        this.sends = Batches.sends(queueUrl, BATCH);
    }

    /** How many messages were sent and not deleted. */
    long left() {
        return left.get();
    }

    /** How many messages the queue says that it holds: visible, in flight and delayed. */
    long count() throws IOException {
        try (SqsConnection connection = new SqsConnection(endpoint)) {
            Matcher counts =
                    COUNT.matcher(connection.call("GetQueueAttributes", queue + ",\"AttributeNames\":[\"All\"]}"));
            long sum = 0;
            while (counts.find()) {
                sum += Long.parseLong(counts.group(1));
            }
            return sum;
        }
    }

    /** Receives a message and leaves it visible. */
    void receiveOne() throws IOException {
        try (SqsConnection connection = new SqsConnection(endpoint)) {
            String answer =
                    connection.call("ReceiveMessage", queue + ",\"WaitTimeSeconds\":20,\"VisibilityTimeout\":0}");
            if (Batches.handles(answer).isEmpty()) {
                throw new IOException("no message came within 20 s");
            }
        }
    }

    /** Sends so many messages. @return how fast */
    Speed send(int messages, String what) throws Exception {
        AtomicLong toSend = new AtomicLong(messages);
        return run(what, messages, (connection, done) -> {
            while (toSend.addAndGet(-BATCH) > -BATCH) {
                connection.call("SendMessageBatch", sends);
                left.addAndGet(BATCH);
                done.addAndGet(BATCH);
                lastDone.set(System.nanoTime());
            }
        });
    }

    /** Receives and deletes for this time, or until nothing is left. @return how fast */
    Speed drain(Duration time, String what) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        return run(what, 0, (connection, done) -> {
            for (int taken = BATCH; taken > 0 && System.nanoTime() < end; ) {
                taken = take(connection);
                done.addAndGet(taken);
            }
        });
    }

    /** Sends, receives and deletes for this time. @return how fast */
    Speed cycle(Duration time, String what) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        return run(what, 0, (connection, done) -> {
            while (System.nanoTime() < end) {
                connection.call("SendMessageBatch", sends);
                left.addAndGet(BATCH);
                done.addAndGet(take(connection));
            }
        });
    }

    private int take(SqsConnection connection) throws IOException {
        List<String> handles = Batches.handles(connection.call(
                "ReceiveMessage", queue + ",\"MaxNumberOfMessages\":" + BATCH + ",\"WaitTimeSeconds\":1}"));
        if (!handles.isEmpty()) {
            connection.call("DeleteMessageBatch", Batches.deletes(queueUrl, handles));
            left.addAndGet(-handles.size());
            lastDone.set(System.nanoTime());
        }
        return handles.size();
    }

    private Speed run(String what, long all, Work work) throws Exception {
        System.out.println(what + " ...");
        AtomicLong done = new AtomicLong();
        Duration cpu = server.cpu();
        long began = System.nanoTime();
        CompletableFuture<?> everybody = CompletableFuture.allOf(IntStream.range(0, connections)
                .mapToObj(i -> CompletableFuture.runAsync(() -> work(work, done), task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new));
        while (!isOver(everybody)) {
            tell(done.get(), all, began, System.nanoTime());
        }
        tell(done.get(), all, began, lastDone.get());
        return new Speed(
                done.get(),
                (lastDone.get() - began) / 1e9,
                server.cpu().minus(cpu).toNanos() / 1e3);
    }

    private static boolean isOver(CompletableFuture<?> everybody) throws InterruptedException, ExecutionException {
        try {
            everybody.get(TELL_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private void tell(long done, long all, long began, long now) {
        double seconds = (now - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "  %6.1f s %,12d%s messages %,8.0f/s   the broker had %,d MiB at most%n",
                seconds,
                done,
                all == 0 ? "" : String.format(Locale.ROOT, " of %,d", all),
                done / seconds,
                server.peakMebibytes());
    }

    private void work(Work work, AtomicLong done) {
        try (SqsConnection connection = new SqsConnection(endpoint)) {
            work.run(connection, done);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How fast something was done.
     *
     * @param cpuMicros CPU time of the broker's process, which other work on the machine changes less
     */
    record Speed(long messages, double seconds, double cpuMicros) {

        static final Speed NONE = new Speed(0, 0, 0);

        Speed plus(Speed more) {
            return new Speed(messages + more.messages, seconds + more.seconds, cpuMicros + more.cpuMicros);
        }

        double messagesPerSecond() {
            return messages / seconds;
        }

        double cpuMicrosPerMessage() {
            return cpuMicros / messages;
        }
    }

    /** What one connection does. */
    private interface Work {
        void run(SqsConnection connection, AtomicLong done) throws IOException;
    }
}
