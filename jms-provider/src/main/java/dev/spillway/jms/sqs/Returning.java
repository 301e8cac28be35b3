/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages that a consumer has given back and is to get again, in the order in which it had them, before what is held.
 * Guarded by the receiver's lock.
 */
final class Returning {

    /** How long what is held waits for the next of them: somebody else may have it, or a dead-letter queue. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** By their places in the order of the first hand-out. */
    private final NavigableMap<Long, Expected> expected = new TreeMap<>();

    private final Map<String, Expected> byId = new HashMap<>();
    private int missing;
    /** Of those that are missing, how many are not known to be visible. */
    private int hidden;

    private long until;

    private static final class Expected {

        private final String messageId;
        private final long place;
        private boolean visible;
        private @Nullable SqsDelivery come;

        Expected(SqsDelivery message) {
            this.messageId = message.messageId();
            this.place = message.place();
        }
    }

    /** Whether any are still to be handed out. */
    boolean isOn() {
        return !expected.isEmpty();
    }

    /** The message is being given back. */
    void expect(SqsDelivery message, long now) {
        until = now + PATIENCE_NANOS;
        if (!byId.containsKey(message.messageId())) {
            Expected next = new Expected(message);
            expected.put(next.place, next);
            byId.put(next.messageId, next);
            missing++;
            hidden++;
        }
    }

    /** Whether any have not come yet. */
    boolean isMissingAny() {
        return missing > 0;
    }

    /** For how many nanoseconds the rest is still waited for; 0 or less if not any more. */
    long patience(long now) {
        return isOn() ? until - now : 0;
    }

    /** The message is visible: from now on it may come. */
    void visible(SqsDelivery message) {
        Expected one = byId.get(message.messageId());
        if (one != null && !one.visible) {
            one.visible = true;
            hidden -= one.come == null ? 1 : 0;
        }
    }

    /** Whether some have not come yet, and all of these may. */
    boolean isVisible() {
        return missing > 0 && hidden == 0;
    }

    /** Whether none of these messages is one of them, and some have not come yet. */
    boolean missesAllIn(List<SqsDelivery> messages) {
        return missing > 0 && messages.stream().noneMatch(message -> byId.containsKey(message.messageId()));
    }

    /** Takes a message that has come again. @return false if it is another one */
    boolean takes(SqsDelivery message, long now) {
        Expected one = byId.get(message.messageId());
        if (one == null) {
            return false;
        }
        if (one.come == null) {
            missing--;
            hidden -= one.visible ? 0 : 1;
            until = now + PATIENCE_NANOS;
        }
        message.place(one.place);
        one.come = message;
        return true;
    }

    /** Removes and returns the first, if it has come and is wanted; {@code null} if not. */
    @Nullable SqsDelivery take(Predicate<? super SqsDelivery> wanted) {
        while (!expected.isEmpty()) {
            Expected one = expected.firstEntry().getValue();
            SqsDelivery first = one.come;
            if (first == null || (first.isLive() && !wanted.test(first))) {
                return null;
            }
            expected.pollFirstEntry();
            byId.remove(one.messageId);
            if (first.isLive()) {
                return first;
            }
        }
        return null;
    }

    /** What has come. */
    List<SqsDelivery> come() {
        List<SqsDelivery> come = new ArrayList<>();
        for (Expected each : expected.values()) {
            if (each.come != null) {
                come.add(each.come);
            }
        }
        return come;
    }

    /** Expects no more; what has come and was not handed out, in its order. */
    List<SqsDelivery> end() {
        List<SqsDelivery> come = come();
        expected.clear();
        byId.clear();
        missing = 0;
        hidden = 0;
        return come;
    }
}
