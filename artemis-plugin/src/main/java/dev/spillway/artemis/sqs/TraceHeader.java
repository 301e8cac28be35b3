/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.mapping.Attribute;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/** AWSTraceHeader, the one message system attribute that a sender may give. */
public final class TraceHeader {

    private static final String NAME = "AWSTraceHeader";

    private TraceHeader() {}

    /** The header as an attribute, or none. Refuses any other name, and a value that isn't a String. */
    public static Map<String, Attribute> checked(Map<String, MessageSystemAttributeValue> given) {
        if (given.isEmpty()) {
            return Map.of();
        }
        MessageSystemAttributeValue value = given.get(NAME);
        if (value == null || given.size() > 1) {
            throw SqsErrors.invalidParameter("Message system attributes " + given.keySet()
                    + " are invalid. Reason: the only one that a message can be sent with is " + NAME + ".");
        }
        if (!"String".equals(value.dataType())) {
            throw SqsErrors.invalidParameter("The message system attribute '" + NAME + "' must be of type 'String'.");
        }
        boolean lists = value.hasStringListValues() || value.hasBinaryListValues();
        return Map.of(
                NAME, AttributeRules.checked(NAME, value.dataType(), value.stringValue(), value.binaryValue(), lists));
    }

    /** The header's value, or {@code null}. */
    public static @Nullable String in(Map<String, Attribute> systemAttributes) {
        Attribute header = systemAttributes.get(NAME);
        return header == null ? null : header.stringValue();
    }
}
