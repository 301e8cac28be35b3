/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.WireMessage;
import java.util.Locale;
import java.util.Map;

/**
 * What an SQS client is given in place of a message that SQS can't carry: a body that says so, and attributes that
 * programs can tell it by. The message itself stays as it is: it can be deleted, a redrive or a move task moves it whole,
 * and a JMS client receives it.
 */
final class NotCarried {

    /**
     * How many bytes of body and message attributes SQS carries.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Amazon
     *     SQS message quotas</a>
     */
    static final int LIMIT = 1_048_576;

    /** Why the message is not carried: {@code size} or {@code form}. */
    static final String REASON = "JMS_SpillwayNotCarried";

    /** With the reason {@code size}, how many bytes the message has. */
    static final String SIZE = "JMS_SpillwaySize";

    private static final String STAYS = " It is whole in the broker: a JMS, AMQP or core client can receive it, redrive"
            + " and move tasks move it, and deleting it deletes it.";

    private NotCarried() {}

    /** @param bytes of the message, as SQS counts them or as the broker stores them */
    static WireMessage tooLarge(long bytes) {
        return new WireMessage(
                String.format(
                        Locale.ROOT,
                        "SQS can't carry this message: it has %,d bytes, and SQS carries at most %,d.%s",
                        bytes,
                        LIMIT,
                        STAYS),
                Map.of(REASON, Attribute.string("size"), SIZE, new Attribute("Number", Long.toString(bytes), null)));
    }

    /** A message that the broker's own protocol can't turn into one of its core messages. */
    static WireMessage unreadable() {
        return new WireMessage(
                "SQS can't carry this message: its form has no counterpart in JMS." + STAYS,
                Map.of(REASON, Attribute.string("form")));
    }
}
