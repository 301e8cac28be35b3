/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.S3Pointer;
import dev.spillway.mapping.WireMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * A message in the form in which SQS takes it.
 *
 * @param body the text
 * @param attributes the message attributes
 * @param delaySeconds how long SQS keeps it back, 0 to 900
 * @param groupId MessageGroupId; {@code null} for none
 * @param deduplicationId MessageDeduplicationId; {@code null} on standard queues
 * @param bytes what counts towards SQS's limit: the text and the attributes' names, types and values
 */
record SendEntry(
        String body,
        Map<String, MessageAttributeValue> attributes,
        int delaySeconds,
        @Nullable String groupId,
        @Nullable String deduplicationId,
        int bytes) {

    /** Rounds the delay up to whole seconds: a message is never early. */
    static SendEntry of(
            WireMessage message, long delayMillis, @Nullable String groupId, @Nullable String deduplicationId) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        long bytes = utf8Length(message.body());
        for (Map.Entry<String, Attribute> each : message.attributes().entrySet()) {
            Attribute attribute = each.getValue();
            byte[] binary = attribute.binaryValue();
            attributes.put(
                    each.getKey(),
                    MessageAttributeValue.builder()
                            .dataType(attribute.dataType())
                            .stringValue(attribute.stringValue())
                            .binaryValue(binary == null ? null : SdkBytes.fromByteArrayUnsafe(binary))
                            .build());
            bytes += utf8Length(each.getKey()) + utf8Length(attribute.dataType());
            bytes += binary != null ? binary.length : utf8Length(attribute.stringValue());
        }
        int counted = (int) Math.min(bytes, Integer.MAX_VALUE);
        return new SendEntry(message.body(), attributes, seconds(delayMillis), groupId, deduplicationId, counted);
    }

    /** The same with another delay; none if that is negative. */
    SendEntry delayed(long delayMillis) {
        return new SendEntry(body, attributes, seconds(Math.max(0, delayMillis)), groupId, deduplicationId, bytes);
    }

    /** The same with its text elsewhere. */
    SendEntry pointingTo(S3Pointer pointer) {
        String text = pointer.toBody();
        long textBytes = utf8Length(body);
        String size = Long.toString(textBytes);
        Map<String, MessageAttributeValue> marked = new HashMap<>(attributes);
        marked.put(
                S3Pointer.SIZE,
                MessageAttributeValue.builder()
                        .dataType("Number")
                        .stringValue(size)
                        .build());
        long counted = bytes - textBytes + utf8Length(text);
        counted += S3Pointer.SIZE.length() + "Number".length() + size.length();
        return new SendEntry(text, marked, delaySeconds, groupId, deduplicationId, (int) counted);
    }

    private static int seconds(long delayMillis) {
        return Math.toIntExact(TimeUnit.MILLISECONDS.toSeconds(Math.min(delayMillis, Delay.MAX_MILLIS) + 999));
    }

    SendMessageBatchRequestEntry toRequest(String id, boolean withGroup) {
        return SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(body)
                .messageAttributes(attributes)
                .delaySeconds(delaySeconds > 0 ? Integer.valueOf(delaySeconds) : null)
                .messageGroupId(withGroup ? groupId : null)
                .messageDeduplicationId(deduplicationId)
                .build();
    }

    private static long utf8Length(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // a surrogate pair is four bytes, so two for each half
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
