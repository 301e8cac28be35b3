/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.util.Map;
import software.amazon.awssdk.core.SdkField;

/**
 * How the Query protocol of Amazon SQS names lists and maps, which its JSON protocol named anew in 2023; the SDK's metadata
 * knows the new names only. Everything else has one name in both.
 *
 * @param operation the operation that the fields belong to
 */
record QueryNames(String operation) {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("AWSAccountIds", "AWSAccountId"),
            Map.entry("Actions", "ActionName"),
            Map.entry("AttributeNames", "AttributeName"),
            Map.entry("Attributes", "Attribute"),
            Map.entry("BinaryListValues", "BinaryListValue"),
            Map.entry("Failed", "BatchResultErrorEntry"),
            Map.entry("MessageAttributeNames", "MessageAttributeName"),
            Map.entry("MessageAttributes", "MessageAttribute"),
            Map.entry("MessageSystemAttributeNames", "MessageSystemAttributeName"),
            Map.entry("MessageSystemAttributes", "MessageSystemAttribute"),
            Map.entry("Messages", "Message"),
            Map.entry("QueueUrls", "QueueUrl"),
            Map.entry("StringListValues", "StringListValue"),
            Map.entry("TagKeys", "TagKey"),
            Map.entry("Tags", "Tag"),
            Map.entry("queueUrls", "QueueUrl"),
            Map.entry("tags", "Tag"));

    /** The name of a list's or a map's elements. */
    String elements(SdkField<?> field) {
        String name = field.locationName();
        return switch (name) {
            case "Entries" -> operation + "RequestEntry";
            case "Successful", "Results" -> operation + "ResultEntry";
            default -> NAMES.getOrDefault(name, name);
        };
    }

    /** The name of the key in an element of a map. */
    static String key(SdkField<?> map) {
        return map.locationName().equalsIgnoreCase("tags") ? "Key" : "Name";
    }

    /** The name of the value in an element of a map. */
    static String value() {
        return "Value";
    }
}
