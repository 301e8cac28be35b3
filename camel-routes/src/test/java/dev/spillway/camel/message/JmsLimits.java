/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import dev.spillway.mapping.Body;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.ReplyTo;
import java.util.HexFormat;

/** What the API of Jakarta Messaging can't say of a message, whoever's the messages are. */
final class JmsLimits {

    private static final byte[] SERIALISED_NULL = HexFormat.of().parseHex("aced000570");

    private JmsLimits() {}

    /**
     * An object message gives an object, not its bytes: one without an object gives the same as one of {@code null}. A
     * queue has a name, and no URL. The delivery time is set when a message is sent.
     */
    static boolean hold(MappedMessage message) {
        ReplyTo replyTo = message.headers().replyTo();
        return holds(message.body())
                && (replyTo == null || replyTo.queueUrl() == null)
                && message.headers().deliveryTime() == 0;
    }

    private static boolean holds(Body body) {
        return !(body instanceof Body.Serialized object)
                || (isSerialised(object.content()) && !object.equals(new Body.Serialized(SERIALISED_NULL)));
    }

    private static boolean isSerialised(byte[] content) {
        return content.length > 4 && content[0] == SERIALISED_NULL[0] && content[1] == SERIALISED_NULL[1]
                || content.length == 0;
    }
}
