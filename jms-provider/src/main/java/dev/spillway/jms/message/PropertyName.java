/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import java.util.Locale;
import java.util.Set;

/** What a property may be called (Jakarta Messaging 3.1, sections 3.5.1 and 3.8.1.1). */
final class PropertyName {

    static final String DELIVERY_COUNT = "JMSXDeliveryCount";
    static final String GROUP_ID = "JMSXGroupID";

    /** As amazon-sqs-java-messaging-lib names it. */
    static final String DEDUPLICATION_ID = "JMS_SQS_DeduplicationId";

    private static final Set<String> RESERVED =
            Set.of("NULL", "TRUE", "FALSE", "NOT", "AND", "OR", "BETWEEN", "LIKE", "IN", "IS", "ESCAPE");

    private PropertyName() {}

    /** @throws IllegalArgumentException if the name is not an identifier that a selector could use */
    static void check(String name) {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("a property needs a name; it was " + (name == null ? "null" : "empty"));
        }
        if (RESERVED.contains(name.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException("'" + name + "' is a reserved word of selectors, not a property's name");
        }
        if (!Character.isJavaIdentifierStart(name.charAt(0))
                || !name.chars().allMatch(Character::isJavaIdentifierPart)) {
            throw new IllegalArgumentException("'" + name + "' is not a property's name: names are Java identifiers");
        }
    }
}
