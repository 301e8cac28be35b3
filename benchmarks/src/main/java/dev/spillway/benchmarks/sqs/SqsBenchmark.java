/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import dev.spillway.benchmarks.server.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Spillway and its peers under the same load, in turn, for some rounds; the median of the rounds is told.
 *
 * <p>{@code -Dseconds=N}, how long each is measured in a round; {@code -Drounds=N}.
 */
public final class SqsBenchmark {

    private static final int CONNECTIONS = 32;
    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int BACKLOG = 50_000;
    private static final int LONG_POLLS = 300;

    private SqsBenchmark() {}

    /** Runs all loads and prints a table for each. */
    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d connections, bodies of %d bytes, %d rounds of %d s each after a warm-up, %d processors%n",
                CONNECTIONS,
                SqsCycle.BODY_BYTES,
                ROUNDS,
                SECONDS,
                Runtime.getRuntime().availableProcessors());
        load(
                "SendMessageBatch(10), ReceiveMessage(10), DeleteMessageBatch(10); the queue is nearly empty",
                10,
                0,
                true);
        load("the same with a backlog of " + BACKLOG + " messages", 10, BACKLOG, false);
        load("SendMessage, ReceiveMessage(1), DeleteMessage", 1, 0, false);
        longPolls();
        System.exit(0);
    }

    private static void load(String title, int batch, int backlog, boolean withCore) throws Exception {
        System.out.println("\n" + title);
        Map<Subject, List<Figures>> rounds = new EnumMap<>(Subject.class);
        for (int round = 1; round <= ROUNDS; round++) {
            for (Subject subject : Subject.values()) {
                if (subject.isSqs() || withCore) {
                    System.out.printf("  round %d of %d: %s ...%n", round, ROUNDS, subject.title);
                    rounds.computeIfAbsent(subject, first -> new ArrayList<>()).add(run(subject, batch, backlog));
                }
            }
        }
        ResultTable.print(rounds);
    }

    private static Figures run(Subject subject, int batch, int backlog) throws Exception {
        try (ServerProcess server = subject.start()) {
            fill(subject, server, backlog);
            List<Cycle> cycles = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                cycles.add(subject.cycle(server, "benchmark", batch));
            }
            return Meter.measure(server, cycles, Duration.ofSeconds(SECONDS), Duration.ofSeconds(SECONDS));
        }
    }

    private static void fill(Subject subject, ServerProcess server, int backlog) throws Exception {
        if (backlog > 0) {
            Backlog.send(Subject.endpoint(server), Subject.queueUrl(server, "benchmark"), backlog);
        }
    }

    private static void longPolls() throws Exception {
        System.out.println("\nFrom the begin of a send to the end of the long poll that waits for it, idle otherwise");
        for (Subject subject : Subject.values()) {
            if (subject.isSqs()) {
                try (ServerProcess server = subject.start()) {
                    long[] nanos =
                            LongPoll.measure(Subject.endpoint(server), Subject.queueUrl(server, "polls"), LONG_POLLS);
                    System.out.printf(
                            Locale.ROOT,
                            "  %-26s p50 %6.2f ms   p99 %6.2f ms%n",
                            subject.title,
                            Figures.percentile(nanos, 0.5),
                            Figures.percentile(nanos, 0.99));
                }
            }
        }
    }
}
