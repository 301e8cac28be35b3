/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.store.Receipt;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The receives of FIFO queues that named a ReceiveRequestAttemptId: for five minutes a caller who lost the answer gets it
 * again by that id.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
 */
public final class ReceiveAttempts {

    private static final long MILLIS = Duration.ofMinutes(5).toMillis();

    /** Bounds the memory: the oldest of more go before their time, and their ids mean a new receive again. */
    private static final int MAX = 100_000;

    private record Key(String queue, String id) {}

    /**
     * A receive.
     *
     * @param at when it began, milliseconds since the epoch; the handles that it gives tell this time
     * @param receipts what it received, once that is known; none if it found nothing or failed
     */
    public record Attempt(long at, CompletableFuture<List<Receipt>> receipts) {

        /** A receive that begins now. */
        public Attempt(long at) {
            this(at, new CompletableFuture<>());
        }
    }

    /** The oldest first. */
    private final Map<Key, Attempt> attempts = new LinkedHashMap<>();

    /** Refuses an id that is of a wrong form. */
    public static void check(String id) {
        PrintableId.check(id, "ReceiveRequestAttemptId");
    }

    /**
     * Enters an attempt that begins now.
     *
     * @return an earlier one under this id, in whose place it is not entered; {@code null} if there was none
     */
    public synchronized @Nullable Attempt enter(String queue, String id, Attempt begun) {
        Iterator<Attempt> oldest = attempts.values().iterator();
        while (oldest.hasNext() && (oldest.next().at <= begun.at - MILLIS || attempts.size() >= MAX)) {
            oldest.remove();
        }
        return attempts.putIfAbsent(new Key(queue, id), begun);
    }

    /** The attempt brought its caller nothing: its id may begin another one. */
    public synchronized void forget(String queue, String id, Attempt attempt) {
        attempts.remove(new Key(queue, id), attempt);
    }
}
