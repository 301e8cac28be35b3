/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import dev.spillway.benchmarks.server.ServerProcess;
import dev.spillway.benchmarks.server.SpillwayServer;
import dev.spillway.benchmarks.sqs.QueueLoad.Speed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A queue with millions of messages on a broker with a small heap: what that does to the speed, to the memory, and to
 * the time of a restart, and whether all of them are counted.
 *
 * <p>{@code -Dmessages=N}, how many; {@code -Dheap=N}, the broker's heap in MiB; {@code -Dseconds=N}, how long each speed is
 * measured; {@code -Dconnections=N}.
 */
public final class BacklogBenchmark {

    private static final int MESSAGES = Integer.getInteger("messages", 5_000_000);
    private static final String HEAP = Integer.getInteger("heap", 512) + "m";
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("seconds", 20));
    private static final int CONNECTIONS = Integer.getInteger("connections", 16);

    /** So few that the broker keeps them in memory. */
    private static final int LITTLE = 8_000;

    /** How long a count may be behind after a start, while nothing else happens. */
    private static final int COUNT_SECONDS = 600;

    /** The speeds with the backlog and beside it are measured in turn, for whatever else the machine does. */
    private static final int ROUNDS = 5;

    private static final String QUEUE = "backlog";

    private final List<String> rows = new ArrayList<>();
    private final Path folder;
    private ServerProcess server;

    private BacklogBenchmark() throws IOException {
        folder = Files.createTempDirectory("spillway-backlog");
        long began = System.nanoTime();
        server = start();
        row("start with an empty folder, s", seconds(began));
    }

    /** Runs it and prints a table in Markdown. */
    public static void main(String[] arguments) throws Exception {
        BacklogBenchmark benchmark = new BacklogBenchmark();
        try {
            benchmark.run();
        } finally {
            benchmark.server.close();
        }
        System.exit(0);
    }

    private ServerProcess start() throws IOException {
        return ServerProcess.start(SpillwayServer.class, folder, HEAP);
    }

    private void run() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%,d messages of %d bytes, the broker's heap %s, %d connections, %d processors%n",
                MESSAGES,
                Batches.BODY_BYTES,
                HEAP,
                CONNECTIONS,
                Runtime.getRuntime().availableProcessors());
        QueueLoad little = load("little");
        QueueLoad backlog = load(QUEUE);
        little.cycle(TIME.multipliedBy(2), "warming up");
        little.send(LITTLE, "warming up");
        little.drain(TIME, "warming up");
        Speed cycleBefore = little.cycle(TIME, "sending, receiving, deleting, before there is a backlog");
        little.send(LITTLE, "sending some to receive");
        Speed drainBefore = little.drain(TIME, "receiving and deleting, before there is a backlog");

        row(
                "sending the backlog, messages/s",
                backlog.send(MESSAGES, "sending the backlog").messagesPerSecond());
        expect(backlog, MESSAGES);
        Speed cycle = Speed.NONE;
        Speed cycleBeside = Speed.NONE;
        Speed drain = Speed.NONE;
        Speed drainBeside = Speed.NONE;
        Duration slice = TIME.dividedBy(ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            cycleBeside = cycleBeside.plus(little.cycle(slice, "sending, receiving, deleting in another queue"));
            cycle = cycle.plus(backlog.cycle(slice, "sending, receiving, deleting in the queue with the backlog"));
            little.send(LITTLE, "sending some to receive");
            drainBeside = drainBeside.plus(little.drain(slice, "receiving and deleting in another queue"));
            drain = drain.plus(backlog.drain(slice, "receiving and deleting in the queue with the backlog"));
        }
        expect(backlog, backlog.left());
        row("memory of the process at most, MiB", (double) server.peakMebibytes());
        row("on disk, MiB", mebibytesOnDisk());
        compare("sent, received and deleted", cycleBefore, cycleBeside, cycle);
        compare("received and deleted", drainBefore, drainBeside, drain);

        long stopping = System.nanoTime();
        server.stop();
        row("stop, s", seconds(stopping));
        restart(backlog, "a stop");
        server.kill();
        restart(backlog, "kill -9");
        System.out.println("\n| | |\n|---|---|");
        rows.forEach(System.out::println);
    }

    private QueueLoad load(String queue) throws IOException {
        return new QueueLoad(Subject.endpoint(server), Subject.SPILLWAY.queue(server, queue), CONNECTIONS, server);
    }

    private void restart(QueueLoad before, String how) throws Exception {
        long began = System.nanoTime();
        server = start();
        QueueLoad after = load(QUEUE);
        after.receiveOne();
        row("start after " + how + ", s until the first receive is answered", seconds(began));
        expect(after, before.left());
        row("start after " + how + ", s until the count is right", seconds(began));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    /** Checks the count at rest. After a start the broker counts its page files first, and tells what it last knew. */
    private static void expect(QueueLoad load, long messages) throws Exception {
        long began = System.nanoTime();
        for (long there = load.count(); there != messages; there = load.count()) {
            if (seconds(began) > COUNT_SECONDS) {
                throw new IllegalStateException(
                        String.format(Locale.ROOT, "the queue says it holds %,d messages, not %,d", there, messages));
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        System.out.printf(Locale.ROOT, "  the queue counts %,d messages, as it should%n", messages);
    }

    private void compare(String what, Speed before, Speed beside, Speed with) {
        tell(what + ", before there is a backlog", before);
        tell(what + ", in another queue beside the backlog", beside);
        tell(what + ", in the queue with the backlog", with);
    }

    private void tell(String what, Speed speed) {
        row(what + ", messages/s", speed.messagesPerSecond());
        row(what + ", CPU us a message", speed.cpuMicrosPerMessage());
    }

    private void row(String what, double figure) {
        rows.add(String.format(Locale.ROOT, figure < 100 ? "| %s | %.1f |" : "| %s | %,.0f |", what, figure));
        System.out.println("  " + rows.get(rows.size() - 1));
    }

    private double mebibytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum() / 1048576.0;
        }
    }
}
