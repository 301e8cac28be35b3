/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import com.sun.management.OperatingSystemMXBean;
import dev.spillway.benchmarks.quantile.Quantiles;
import dev.spillway.benchmarks.server.ServerProcess;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/** Runs cycles on many connections at once. */
final class Meter {

    /** Not measured: until then the connections are not all at work. */
    private static final Duration SETTLING = Duration.ofMillis(500);

    private static final Duration TICK = Duration.ofMillis(50);
    private static final OperatingSystemMXBean CLIENT =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final LongAdder messages = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private volatile boolean measuring;
    private volatile boolean over;

    private Meter() {}

    /**
     * Runs until so many messages have gone all the way, or for this long: compilers look at how often, not at how long.
     *
     * @param cycles one a connection; they are closed
     */
    static void warmUp(List<Cycle> cycles, long messages, Duration atMost) throws Exception {
        Meter meter = new Meter();
        meter.run(cycles, all -> {
            pause(atMost, all, () -> meter.messages.sum() >= messages);
        });
    }

    /**
     * Measures for this long.
     *
     * @param cycles one a connection; they are closed
     */
    static Figures measure(ServerProcess server, List<Cycle> cycles, Duration time) throws Exception {
        return new Meter().measured(server, cycles, time);
    }

    private Figures measured(ServerProcess server, List<Cycle> cycles, Duration time) throws Exception {
        Measured[] measured = new Measured[1];
        List<long[]> times = run(cycles, all -> {
            pause(SETTLING, all, () -> false);
            measuring = true;
            Measured before = now(server);
            pause(time, all, () -> false);
            measured[0] = now(server).since(before);
            measuring = false;
        });
        long[] nanos = times.stream().flatMapToLong(LongStream::of).toArray();
        return measured[0].figures(nanos, server.peakMebibytes());
    }

    private List<long[]> run(List<Cycle> cycles, Phase phase) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(cycles.size());
        try {
            List<CompletableFuture<long[]>> running = new ArrayList<>();
            for (Cycle cycle : cycles) {
                running.add(CompletableFuture.supplyAsync(() -> repeat(cycle), threads));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
            phase.run(all);
            over = true;
            all.get(2, TimeUnit.MINUTES);
            return running.stream().map(CompletableFuture::join).toList();
        } finally {
            over = true;
            threads.shutdown();
        }
    }

    private long[] repeat(Cycle cycle) {
        LongStream.Builder times = LongStream.builder();
        Cycle.Calls calls = nanos -> {
            requests.increment();
            if (measuring) {
                times.add(nanos);
            }
        };
        try (cycle) {
            while (!over) {
                messages.add(cycle.run(calls));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return times.build().toArray();
    }

    /** Waits for the time or the condition, or fails as soon as a cycle has. */
    private static void pause(Duration time, CompletableFuture<Void> all, BooleanSupplier enough) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !enough.getAsBoolean()) {
            if (all.isCompletedExceptionally()) {
                all.get();
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(TICK.toNanos(), Math.max(1, end - System.nanoTime())));
        }
    }

    private Measured now(ServerProcess server) {
        return new Measured(
                System.nanoTime(), messages.sum(), requests.sum(), server.cpu().toNanos(), CLIENT.getProcessCpuTime());
    }

    /** What happens while the cycles run. */
    private interface Phase {
        void run(CompletableFuture<Void> all) throws Exception;
    }

    private record Measured(long nanos, long messages, long requests, long serverCpu, long clientCpu) {

        Measured since(Measured before) {
            return new Measured(
                    nanos - before.nanos,
                    messages - before.messages,
                    requests - before.requests,
                    serverCpu - before.serverCpu,
                    clientCpu - before.clientCpu);
        }

        Figures figures(long[] times, long peakMebibytes) {
            double seconds = nanos / 1e9;
            double each = 1e3 * Math.max(1, messages);
            return new Figures(
                    messages / seconds,
                    requests / seconds,
                    serverCpu / each,
                    clientCpu / each,
                    Quantiles.percentileMillis(times, 0.5),
                    Quantiles.percentileMillis(times, 0.99),
                    peakMebibytes);
        }
    }
}
