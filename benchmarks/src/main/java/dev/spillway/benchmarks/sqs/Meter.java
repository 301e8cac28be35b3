/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import dev.spillway.benchmarks.server.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** Runs cycles on many connections at once, and measures once they have run for a while. */
final class Meter {

    private final LongAdder messages = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private volatile boolean measuring;
    private volatile boolean over;

    /**
     * @param cycles one a connection; they are closed
     * @param warmUp how long the cycles run before they are measured
     * @param time how long they are measured
     */
    static Figures measure(ServerProcess server, List<Cycle> cycles, Duration warmUp, Duration time) throws Exception {
        return new Meter().run(server, cycles, warmUp, time);
    }

    private Figures run(ServerProcess server, List<Cycle> cycles, Duration warmUp, Duration time) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(cycles.size());
        try {
            List<CompletableFuture<long[]>> running = new ArrayList<>();
            for (Cycle cycle : cycles) {
                running.add(CompletableFuture.supplyAsync(() -> repeat(cycle), threads));
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(running.toArray(CompletableFuture[]::new));
            pause(warmUp, all);
            measuring = true;
            long messagesBefore = messages.sum();
            long requestsBefore = requests.sum();
            Duration cpuBefore = server.cpu();
            long began = System.nanoTime();
            pause(time, all);
            double seconds = (System.nanoTime() - began) / 1e9;
            long done = messages.sum() - messagesBefore;
            long asked = requests.sum() - requestsBefore;
            Duration cpu = server.cpu().minus(cpuBefore);
            long memory = server.residentMebibytes();
            over = true;
            all.get(60, TimeUnit.SECONDS);
            long[] nanos = running.stream()
                    .flatMapToLong(times -> LongStream.of(times.join()))
                    .toArray();
            return new Figures(
                    done / seconds,
                    asked / seconds,
                    cpu.toNanos() / 1e3 / Math.max(1, done),
                    Figures.percentile(nanos, 0.5),
                    Figures.percentile(nanos, 0.99),
                    memory);
        } finally {
            over = true;
            threads.shutdown();
        }
    }

    /** Waits, or fails as soon as a cycle has. */
    private static void pause(Duration time, CompletableFuture<Void> all) throws Exception {
        CompletableFuture.anyOf(
                        all, new CompletableFuture<>().completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS))
                .get();
    }

    private long[] repeat(Cycle cycle) {
        LongStream.Builder times = LongStream.builder();
        try (cycle) {
            while (!over) {
                long began = System.nanoTime();
                Cycle.Done done = cycle.run();
                if (measuring) {
                    times.add(System.nanoTime() - began);
                }
                messages.add(done.messages());
                requests.add(done.requests());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return times.build().toArray();
    }
}
