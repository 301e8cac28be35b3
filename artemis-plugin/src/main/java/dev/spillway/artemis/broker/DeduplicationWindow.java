/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was stored in a FIFO queue in the last five minutes, by deduplication id. Not safe for use by several threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html">Using
 *     the message deduplication ID</a>
 */
final class DeduplicationWindow {

    /** How long a message has duplicates, from when it was sent. */
    static final long MILLIS = Duration.ofMinutes(5).toMillis();

    /** The oldest first. */
    private final Map<DeduplicationKey, Original> originals = new LinkedHashMap<>();

    /** The message of which one that is sent at this time is a duplicate. */
    @Nullable Original find(DeduplicationKey key, long sentAt) {
        Original original = originals.get(key);
        return original != null && sentAt - original.sentAt() < MILLIS ? original : null;
    }

    /** Adds a message that has a key. */
    void add(Original original) {
        DeduplicationKey key = Objects.requireNonNull(original.key());
        // The order of a key that is there already would be the old one's.
        originals.remove(key);
        originals.put(key, original);
    }

    void remove(Original original) {
        originals.remove(Objects.requireNonNull(original.key()), original);
    }

    /** Forgets messages that were sent up to this time. */
    void expire(long before) {
        Iterator<Original> oldest = originals.values().iterator();
        while (oldest.hasNext() && oldest.next().sentAt() <= before) {
            oldest.remove();
        }
    }
}
