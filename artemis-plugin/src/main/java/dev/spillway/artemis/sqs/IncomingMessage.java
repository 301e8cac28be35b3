/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.Attribute;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Makes the SDK's message of a stored one. */
public final class IncomingMessage {

    private IncomingMessage() {}

    /** The message with the attributes that were asked for; MD5OfMessageAttributes is of these alone. */
    public static Message of(
            ReceivedMessage received, String queue, long now, SystemAttributes system, AttributeFilter filter) {
        Map<String, Attribute> attributes = filter.of(received.content().attributes());
        Message.Builder message = Message.builder()
                .messageId(received.id())
                .receiptHandle(new ReceiptHandle(received.receipt(), now).encode(queue))
                .body(received.content().body())
                .md5OfBody(Md5.ofBody(received.content().body().getBytes(UTF_8)));
        if (!attributes.isEmpty()) {
            message.messageAttributes(MessageAttributes.values(attributes))
                    .md5OfMessageAttributes(Md5.ofAttributes(attributes));
        }
        Map<MessageSystemAttributeName, String> systemAttributes = system.of(received);
        if (!systemAttributes.isEmpty()) {
            message.attributes(systemAttributes);
        }
        return message.build();
    }
}
