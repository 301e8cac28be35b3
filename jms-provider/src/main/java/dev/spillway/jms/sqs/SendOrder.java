/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.mapping.Headers;
import java.util.Arrays;
import java.util.List;

/**
 * Whether the service hands out messages in the order in which they were sent, as far as a receiver has seen: by their
 * SentTimestamp. One poll at a time keeps that order; two, which travel over connections of their own, may overtake each
 * other on their way to the service. Guarded by the receiver's lock.
 */
final class SendOrder {

    /** Senders' requests overtake each other too, by much less than this. */
    private static final long TOLERANCE_MILLIS = 100;

    /** By priority, which a service may heed. */
    private final long[] latest = new long[10];

    private boolean told;
    private boolean broken;

    SendOrder() {
        Arrays.fill(latest, Long.MIN_VALUE);
    }

    /** Whether messages have come in their order, and none out of it. */
    boolean isKept() {
        return told && !broken;
    }

    /** The messages of an answer, in the service's order. What was delayed or comes again tells nothing. */
    void received(List<SqsDelivery> messages) {
        for (SqsDelivery message : messages) {
            long sent = message.sentAt();
            Headers headers = message.message().headers();
            boolean delayed = headers.deliveryTime() > Math.max(sent, headers.timestamp());
            if (sent == 0 || delayed || message.receiveCount() > 1) {
                continue;
            }
            int priority = headers.priority();
            told = true;
            broken = broken || sent + TOLERANCE_MILLIS < latest[priority];
            latest[priority] = Math.max(latest[priority], sent);
        }
    }
}
