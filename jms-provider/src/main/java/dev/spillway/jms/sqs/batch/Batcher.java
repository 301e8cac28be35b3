/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import dev.spillway.jms.sqs.client.CallerRuns;
import dev.spillway.jms.sqs.client.Uninterrupted;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Groups entries into batch requests without delaying them: the first goes at once, and what arrives while it is under
 * way makes up the next batch. A full batch doesn't wait for a request under way, nor does any entry wait for one that
 * takes twice as long as requests do lately. When a request has been answered, those
 * whose entries it carried get a moment to come back: senders that wait for their answers would else fall apart into
 * groups that wait for each other.
 *
 * <p>Entries that fail for a passing reason are sent again, a few times with growing pauses; the others of their batch
 * are not held up. No method blocks, but for a caller that waits for its entry anyhow; requests start on the thread that
 * adds, or on the one that completes an earlier request.
 */
public final class Batcher<T, R> {

    /** The most bytes that SQS takes in a batch, and in a message: 1 MiB. */
    public static final int MAX_BYTES = 1_048_576;

    private static final long FIRST_PAUSE_MILLIS = 100;

    /** One batch request: an outcome for each entry, in order. A failed future fails every entry. */
    @FunctionalInterface
    public interface Call<T, R> {
        CompletableFuture<List<Outcome<R>>> of(List<T> entries);
    }

    private final Call<T, R> call;
    private final int maxEntries;
    private final int enough;
    private final int maxFlights;
    private final long lingerNanos;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;

    private final Object lock = new Object();
    private final FlightTimes times = new FlightTimes();
    private final Deque<BatchLane<T, R>> ready = new ArrayDeque<>();
    private int readyEntries;
    private int readyBytes;
    private long readySince;
    private long lastStart;
    /** How many entries will be there if those whose entries were answered come back, and until when they may. */
    private int expected;

    private long expectedUntil;
    private int flights;
    private boolean hurried;
    private boolean pumping;
    private boolean pumpAgain;
    private boolean wakeScheduled;
    /** Entries that pause before they are sent again. */
    private final Set<List<BatchEntry<T, R>>> pausing = new HashSet<>();
    /** Why nothing is sent any more; {@code null} as long as it is. */
    private @Nullable JMSException closed;

    /** One whose batches are to be full; the parameters are those of the other. */
    public Batcher(
            Call<T, R> call,
            int maxEntries,
            int maxFlights,
            Duration linger,
            ScheduledExecutorService timer,
            LongSupplier nanoTime) {
        this(call, maxEntries, maxEntries, maxFlights, linger, timer, nanoTime);
    }

    /**
     * @param maxEntries how many entries a request has at most, 1 to SQS's 10
     * @param enough how many entries of as many lanes don't wait for more, nor for a request under way; at most
     *     {@code maxEntries}
     * @param maxFlights how many requests may be under way at once
     * @param linger how long the first entry waits for company while no request is under way
     */
    public Batcher(
            Call<T, R> call,
            int maxEntries,
            int enough,
            int maxFlights,
            Duration linger,
            ScheduledExecutorService timer,
            LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.call = call;
        this.maxEntries = maxEntries;
        this.enough = enough;
        this.maxFlights = maxFlights;
        this.lingerNanos = linger.toNanos();
        this.timer = timer;
    }

    /** Adds an entry whose order doesn't matter. */
    public CompletableFuture<@Nullable R> add(T value) {
        return add(new BatchLane<>(), value, 0, false);
    }

    /**
     * Adds an entry behind those of its lane.
     *
     * @param waits whether the caller waits for the answer: a request that is for this entry alone, and goes at once, may be
     *     made by the calling thread then, and be answered on return
     */
    public CompletableFuture<@Nullable R> add(BatchLane<T, R> lane, T value, int bytes, boolean waits) {
        BatchEntry<T, R> entry = new BatchEntry<>(lane, value, bytes);
        synchronized (lock) {
            enqueue(entry);
        }
        pump(waits ? entry : null);
        return entry.result;
    }

    /** Adds entries whose order doesn't matter at once, so that they travel together. */
    public List<CompletableFuture<@Nullable R>> addAll(List<T> values) {
        return addAll(values.stream()
                .map(value -> new BatchEntry<>(new BatchLane<T, R>(), value, 0))
                .toList());
    }

    /** Adds entries, each behind those of its lane, at once, so that they travel together. */
    public List<CompletableFuture<@Nullable R>> addAll(
            Function<T, BatchLane<T, R>> laneOf, List<T> values, ToIntFunction<T> bytes) {
        return addAll(values.stream()
                .map(value -> new BatchEntry<>(laneOf.apply(value), value, bytes.applyAsInt(value)))
                .toList());
    }

    private List<CompletableFuture<@Nullable R>> addAll(Collection<BatchEntry<T, R>> entries) {
        synchronized (lock) {
            entries.forEach(this::enqueue);
        }
        pump(null);
        return entries.stream().map(entry -> entry.result).toList();
    }

    /** Sends what waits for company. */
    public void hurry() {
        synchronized (lock) {
            hurried = readyEntries > 0;
        }
        pump(null);
    }

    /** Sends nothing more: what is not in a request under way, and what is added later, fails for this reason. */
    public void close(JMSException reason) {
        List<List<BatchEntry<T, R>>> paused;
        synchronized (lock) {
            closed = reason;
            paused = List.copyOf(pausing);
        }
        paused.forEach(this::sendAgain);
        pump(null);
    }

    private void enqueue(BatchEntry<T, R> entry) {
        BatchLane<T, R> lane = entry.lane;
        lane.addLast(entry);
        if (!lane.busy) {
            if (lane.waiting.size() == 1) {
                ready.addLast(lane);
            }
            countReady(1, entry.bytes);
        }
    }

    private void countReady(int entries, int bytes) {
        if (readyEntries == 0) {
            readySince = nanoTime.getAsLong();
        }
        readyEntries += entries;
        readyBytes += bytes;
    }

    /**
     * Starts what may start. One thread at a time does so, on behalf of all.
     *
     * @param own what the calling thread waits for: alone in its request, it is sent last, when others may pump again
     */
    private void pump(@Nullable BatchEntry<T, R> own) {
        List<BatchEntry<T, R>> alone = List.of();
        synchronized (lock) {
            if (pumping) {
                pumpAgain = true;
                return;
            }
            pumping = true;
        }
        while (true) {
            List<BatchEntry<T, R>> batch;
            synchronized (lock) {
                batch = take();
                if (batch.isEmpty()) {
                    if (!pumpAgain) {
                        pumping = false;
                        break;
                    }
                    pumpAgain = false;
                    continue;
                }
            }
            if (batch.size() == 1 && batch.get(0) == own) {
                alone = batch;
            } else {
                start(batch, false);
            }
        }
        if (!alone.isEmpty()) {
            start(alone, true);
        }
    }

    private List<BatchEntry<T, R>> take() {
        boolean ending = closed != null;
        if (readyEntries == 0 || (flights >= maxFlights && !ending)) {
            return List.of();
        }
        long now = nanoTime.getAsLong();
        boolean full = readyEntries >= (areAlone() ? enough : maxEntries) || readyBytes >= MAX_BYTES;
        if (!full && !hurried && !ending) {
            long due = readySince + lingerNanos;
            if (flights > 0) {
                due = Math.max(due, lastStart + times.patienceNanos());
            } else if (readyEntries < expected) {
                due = Math.max(due, expectedUntil);
            }
            if (now - due < 0) {
                wakeAfter(due - now);
                return List.of();
            }
        }
        lastStart = now;
        flights++;
        List<BatchEntry<T, R>> batch = fill();
        readySince = now;
        hurried = hurried && readyEntries > 0;
        return batch;
    }

    /** Whether each lane has one entry, as those have whose senders wait for the answer. */
    private boolean areAlone() {
        return ready.size() == readyEntries;
    }

    /** How many entries go next: of senders that wait, an even share if such shares are enough, so that none is left behind. */
    private int share() {
        int batches = (readyEntries + maxEntries - 1) / maxEntries;
        int share = (readyEntries + batches - 1) / batches;
        return share >= enough && areAlone() ? share : maxEntries;
    }

    private List<BatchEntry<T, R>> fill() {
        int most = share();
        List<BatchEntry<T, R>> batch = new ArrayList<>(most);
        int bytes = 0;
        while (!ready.isEmpty() && batch.size() < most) {
            BatchLane<T, R> lane = ready.getFirst();
            if (!batch.isEmpty() && bytes + lane.waiting.getFirst().bytes > MAX_BYTES) {
                break;
            }
            ready.removeFirst();
            readyEntries -= lane.waiting.size();
            readyBytes -= lane.waitingBytes;
            lane.busy = true;
            while (!lane.waiting.isEmpty()
                    && batch.size() < most
                    && (batch.isEmpty() || bytes + lane.waiting.getFirst().bytes <= MAX_BYTES)) {
                BatchEntry<T, R> entry = lane.removeFirst();
                bytes += entry.bytes;
                batch.add(entry);
            }
        }
        return batch;
    }

    private void wakeAfter(long nanos) {
        if (!wakeScheduled) {
            wakeScheduled = true;
            schedule(
                    () -> {
                        synchronized (lock) {
                            wakeScheduled = false;
                        }
                        pump(null);
                    },
                    nanos);
        }
    }

    private void schedule(Runnable task, long nanos) {
        // the task catches what can fail
        timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private void start(List<BatchEntry<T, R>> batch, boolean here) {
        CompletableFuture<List<Outcome<R>>> answer;
        long started = nanoTime.getAsLong();
        try {
            answer = here ? CallerRuns.request(() -> send(batch)) : Uninterrupted.request(() -> send(batch));
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        answer.whenComplete((outcomes, failure) -> {
            List<BatchEntry<T, R>> again = failure == null ? BatchEntry.toRepeat(batch, outcomes) : List.of();
            land(batch, again, nanoTime.getAsLong() - started);
            // the first one last: who sees to answers in the order of the sends finds all of them there
            for (int i = batch.size() - 1; i >= 0; i--) {
                BatchEntry<T, R> entry = batch.get(i);
                if (failure != null) {
                    entry.result.completeExceptionally(failure);
                } else if (!again.contains(entry)) {
                    entry.end(outcomes.get(i));
                }
            }
            pump(null);
        });
    }

    private CompletableFuture<List<Outcome<R>>> send(List<BatchEntry<T, R>> batch) {
        JMSException reason;
        synchronized (lock) {
            reason = closed;
        }
        return reason == null
                ? call.of(batch.stream().map(entry -> entry.value).toList())
                : CompletableFuture.failedFuture(reason);
    }

    /** Ends a flight: frees its lanes, except for those that have an entry to send again: these wait for it. */
    private void land(List<BatchEntry<T, R>> batch, List<BatchEntry<T, R>> again, long nanos) {
        Set<BatchLane<T, R>> lanes = new LinkedHashSet<>();
        batch.forEach(entry -> lanes.add(entry.lane));
        again.forEach(entry -> lanes.remove(entry.lane));
        boolean ending;
        synchronized (lock) {
            ending = closed != null;
            flights--;
            times.add(nanos);
            expected = Math.min(maxEntries, readyEntries + batch.size() - again.size());
            expectedUntil = nanoTime.getAsLong() + times.momentNanos();
            lanes.forEach(this::free);
            if (!again.isEmpty()) {
                pausing.add(again);
            }
        }
        if (ending) {
            sendAgain(again);
        } else if (!again.isEmpty()) {
            long pause = FIRST_PAUSE_MILLIS << (again.get(0).attempts - 1);
            long jittered = pause / 2 + ThreadLocalRandom.current().nextLong(pause / 2 + 1);
            schedule(() -> sendAgain(again), TimeUnit.MILLISECONDS.toNanos(jittered));
        }
    }

    private void sendAgain(List<BatchEntry<T, R>> again) {
        synchronized (lock) {
            if (!pausing.remove(again)) {
                return;
            }
            Set<BatchLane<T, R>> lanes = new LinkedHashSet<>();
            for (int i = again.size() - 1; i >= 0; i--) {
                again.get(i).lane.addFirst(again.get(i));
                lanes.add(again.get(i).lane);
            }
            lanes.forEach(this::free);
        }
        pump(null);
    }

    private void free(BatchLane<T, R> lane) {
        lane.busy = false;
        if (!lane.waiting.isEmpty()) {
            ready.addLast(lane);
            countReady(lane.waiting.size(), lane.waitingBytes);
        }
    }
}
