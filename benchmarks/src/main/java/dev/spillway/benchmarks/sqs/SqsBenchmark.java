/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import dev.spillway.benchmarks.quantile.Quantiles;
import dev.spillway.benchmarks.server.ServerProcess;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Spillway and its peers under the same loads. For each load all servers are started and warmed up, then measured in turn
 * for some rounds; the median of the rounds is told.
 *
 * <p>{@code -Dseconds=N}, how long each is measured in a round; {@code -Drounds=N}; {@code -DwarmUp=N}, after how many
 * messages a server counts as warm; {@code -Dconnections=N}.
 */
public final class SqsBenchmark {

    private static final int CONNECTIONS = Integer.getInteger("connections", 32);
    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);
    private static final int WARM_UP = Integer.getInteger("warmUp", 250_000);
    private static final Duration WARM_UP_AT_MOST = Duration.ofSeconds(45);
    private static final int LONG_POLLS = 1_000;

    private final Map<Subject, ServerProcess> servers = new EnumMap<>(Subject.class);
    private boolean failed;

    private SqsBenchmark() {}

    /** Runs all loads and prints a table for each. Ends with status 1 if a server failed under a load. */
    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d connections, bodies of %d bytes, %d rounds of %d s; %d processors, whose load before was %.1f%n",
                CONNECTIONS,
                Batches.BODY_BYTES,
                ROUNDS,
                SECONDS,
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        SqsBenchmark benchmark = new SqsBenchmark();
        for (Load load : Load.values()) {
            benchmark.measure(load);
        }
        benchmark.measureLongPolls();
        System.exit(benchmark.failed ? 1 : 0);
    }

    private void measure(Load load) throws Exception {
        System.out.printf("%n%s%n%n", load.title);
        Map<Subject, List<Figures>> rounds = new EnumMap<>(Subject.class);
        try {
            for (Subject subject : Subject.values()) {
                if (load.isFor(subject)) {
                    attempt(subject, load.title, () -> warmUp(load, subject));
                }
            }
            for (int round = 1; round <= ROUNDS; round++) {
                for (Subject subject : List.copyOf(servers.keySet())) {
                    tell("round " + round + " of " + ROUNDS, subject);
                    attempt(
                            subject,
                            load.title,
                            () -> rounds.computeIfAbsent(subject, first -> new ArrayList<>())
                                    .add(Meter.measure(
                                            server(subject), cycles(load, subject), Duration.ofSeconds(SECONDS))));
                }
            }
        } finally {
            stopAll();
        }
        System.out.println();
        System.out.print(ResultTable.of(rounds));
    }

    private void warmUp(Load load, Subject subject) throws Exception {
        tell("warm-up", subject);
        servers.put(subject, subject.start());
        load.prepare(subject, server(subject));
        Meter.warmUp(cycles(load, subject), WARM_UP, WARM_UP_AT_MOST);
    }

    private List<Cycle> cycles(Load load, Subject subject) throws Exception {
        List<Cycle> cycles = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            cycles.add(load.cycle(subject, server(subject)));
        }
        return cycles;
    }

    private void measureLongPolls() throws Exception {
        System.out.printf(
                "%nFrom the begin of a send to the end of the long poll that waits for it, idle otherwise%n%n");
        List<String> rows = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            if (subject.isSqs()) {
                attempt(subject, "long polls", () -> {
                    tell(LONG_POLLS + " long polls", subject);
                    servers.put(subject, subject.start());
                    ServerProcess server = server(subject);
                    long[] nanos =
                            LongPoll.measure(Subject.endpoint(server), subject.queue(server, "polls"), LONG_POLLS);
                    rows.add(String.format(
                            Locale.ROOT,
                            "| %s | %.2f | %.2f |",
                            subject.title,
                            Quantiles.percentileMillis(nanos, 0.5),
                            Quantiles.percentileMillis(nanos, 0.99)));
                });
                stopAll();
            }
        }
        System.out.println("\n| | p50 ms | p99 ms |\n|---|--:|--:|");
        rows.forEach(System.out::println);
    }

    /** What a server fails at is told and left out; the others go on. */
    private void attempt(Subject subject, String what, Step step) throws Exception {
        try {
            step.run();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            failed = true;
            System.out.printf("  %s failed: %s: %s%n", subject.title, what, e);
            ServerProcess server = servers.remove(subject);
            if (server != null) {
                server.close();
            }
        }
    }

    private ServerProcess server(Subject subject) {
        ServerProcess server = servers.get(subject);
        if (server == null) {
            throw new IllegalStateException(subject.title + " does not run");
        }
        return server;
    }

    private void stopAll() throws Exception {
        for (ServerProcess server : servers.values()) {
            server.close();
        }
        servers.clear();
    }

    private static void tell(String what, Subject subject) {
        System.out.printf("  %s: %s ...%n", what, subject.title);
    }

    private interface Step {
        void run() throws Exception;
    }
}
