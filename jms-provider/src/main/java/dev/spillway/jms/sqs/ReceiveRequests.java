/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the consumers of one receiver wait for, longest first. Guarded by the receiver's lock. */
final class ReceiveRequests {

    private final Set<ReceiveRequest> waiting = new LinkedHashSet<>();
    /** Those who don't wait for messages to come, only for the answers that are on their way. */
    private final Set<ReceiveRequest> asking = new LinkedHashSet<>();

    void add(ReceiveRequest request) {
        (request.waits() ? waiting : asking).add(request);
    }

    void remove(ReceiveRequest request) {
        waiting.remove(request);
        asking.remove(request);
    }

    int waiting() {
        return waiting.size();
    }

    boolean isAnyAsking() {
        return !asking.isEmpty();
    }

    /** How many milliseconds the longest wait goes on, 1 to {@code most}; 0 if nobody waits. */
    long longestMillis(long now, long most) {
        long longest = 0;
        for (ReceiveRequest request : waiting) {
            longest = Math.max(longest, Math.max(1, request.leftMillis(now, most)));
            if (longest >= most) {
                break;
            }
        }
        return longest;
    }

    /** Whether any wait is over at this time. */
    boolean isAnyOverBy(long time) {
        return waiting.stream().anyMatch(request -> request.isOverBy(time));
    }

    /** Removes and returns who is to get the message, those who don't wait first; {@code null} if nobody is. */
    @Nullable ReceiveRequest takerOf(SqsDelivery message) {
        ReceiveRequest taker = firstOf(asking, message);
        return taker == null ? firstOf(waiting, message) : taker;
    }

    /** Whether anybody asks who may get the message. */
    boolean isTakerOf(SqsDelivery message) {
        return asking.stream().anyMatch(each -> each.takes(message))
                || waiting.stream().anyMatch(each -> each.takes(message));
    }

    private static @Nullable ReceiveRequest firstOf(Set<ReceiveRequest> requests, SqsDelivery message) {
        for (ReceiveRequest request : requests) {
            if (request.takes(message)) {
                requests.remove(request);
                return request;
            }
        }
        return null;
    }

    /** Those of them that still ask. */
    List<ReceiveRequest> askingOf(List<ReceiveRequest> these) {
        return these.stream().filter(asking::contains).toList();
    }

    List<ReceiveRequest> asking() {
        return List.copyOf(asking);
    }

    /** Removes those that still ask, and returns them. */
    List<ReceiveRequest> removeAsking(List<ReceiveRequest> these) {
        return these.stream().filter(asking::remove).toList();
    }

    List<ReceiveRequest> removeAsking() {
        List<ReceiveRequest> all = List.copyOf(asking);
        asking.clear();
        return all;
    }

    List<ReceiveRequest> removeAll() {
        List<ReceiveRequest> all = new ArrayList<>(asking);
        all.addAll(waiting);
        asking.clear();
        waiting.clear();
        return all;
    }
}
