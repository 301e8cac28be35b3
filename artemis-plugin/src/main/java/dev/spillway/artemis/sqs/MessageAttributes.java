/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spillway.mapping.Attribute;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Message attributes between the SDK's form and the one that is stored. */
public final class MessageAttributes {

    private static final int MAX_ATTRIBUTES = 10;

    private MessageAttributes() {}

    /** The attributes as they are stored. Refuses those that SQS refuses. */
    public static Map<String, Attribute> checked(Map<String, MessageAttributeValue> given) {
        if (given.isEmpty()) {
            return Map.of();
        }
        if (given.size() > MAX_ATTRIBUTES) {
            throw SqsErrors.invalidParameter("Number of message attributes [" + given.size()
                    + "] exceeds the allowed maximum [" + MAX_ATTRIBUTES + "].");
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            AttributeRules.checkName(name);
            boolean lists = value.hasStringListValues() || value.hasBinaryListValues();
            attributes.put(
                    name,
                    AttributeRules.checked(name, value.dataType(), value.stringValue(), value.binaryValue(), lists));
        });
        return attributes;
    }

    /** The attributes as the SDK gives them. */
    public static Map<String, MessageAttributeValue> values(Map<String, Attribute> attributes) {
        Map<String, MessageAttributeValue> values = new LinkedHashMap<>();
        attributes.forEach((name, attribute) -> {
            byte[] binary = attribute.binaryValue();
            values.put(
                    name,
                    MessageAttributeValue.builder()
                            .dataType(attribute.dataType())
                            .stringValue(attribute.stringValue())
                            .binaryValue(binary == null ? null : SdkBytes.fromByteArrayUnsafe(binary))
                            .build());
        });
        return values;
    }

    /** What the attributes add to a message's size: names, types and values, in bytes. */
    public static long size(Map<String, Attribute> attributes) {
        long size = 0;
        for (Map.Entry<String, Attribute> entry : attributes.entrySet()) {
            Attribute attribute = entry.getValue();
            byte[] binary = attribute.binaryValue();
            String text = attribute.stringValue();
            size += entry.getKey().length() + (long) attribute.dataType().getBytes(UTF_8).length;
            size += binary != null ? binary.length : 0;
            size += text != null ? text.getBytes(UTF_8).length : 0;
        }
        return size;
    }
}
