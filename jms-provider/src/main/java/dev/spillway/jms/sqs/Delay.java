/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.mapping.Headers;
import dev.spillway.mapping.SqsMapping;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A delivery delay that is longer than SQS keeps a message back. SQS hands the message out after 15 minutes; a consumer
 * hides it again, up to 12 hours at a time, until it is due. Each time counts as a receive.
 *
 * @param due when it is to be delivered, milliseconds since the epoch; 0 for a message that is due when it comes
 * @param earlyReceives how often it was received before it was due, if nothing went wrong
 */
record Delay(long due, int earlyReceives) {

    /** SQS's longest DelaySeconds. */
    static final long MAX_MILLIS = Duration.ofMinutes(15).toMillis();

    private static final long MAX_HIDDEN_MILLIS = Duration.ofHours(12).toMillis();
    private static final Delay NONE = new Delay(0, 0);

    static Delay of(Message message) {
        Headers times = SqsMapping.times(name -> {
            MessageAttributeValue value = message.messageAttributes().get(name);
            return value == null ? null : value.stringValue();
        });
        long sent = times.timestamp();
        if (sent == 0 || sent == Headers.UNSTAMPED) {
            String told = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
            sent = told == null ? times.deliveryTime() : Long.parseLong(told);
        }
        // a shorter one is SQS's affair: the sender's clock may be ahead of ours
        long beyond = times.deliveryTime() - sent - MAX_MILLIS;
        return beyond <= 0
                ? NONE
                : new Delay(times.deliveryTime(), (int) ((beyond + MAX_HIDDEN_MILLIS - 1) / MAX_HIDDEN_MILLIS));
    }

    /** How many seconds are left until it is due, at most 12 hours; 0 if it is due. */
    int secondsLeft(long now) {
        long left = Math.min(MAX_HIDDEN_MILLIS, Math.max(0, due - now));
        return (int) ((left + 999) / 1000);
    }
}
