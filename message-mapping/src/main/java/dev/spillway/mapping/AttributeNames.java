/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Set;

/** The attributes that the mapping keeps for itself. The first four are those of amazon-sqs-java-messaging-lib. */
final class AttributeNames {

    /** {@code text} or {@code byte}: the kind of the body. */
    static final String MESSAGE_TYPE = "JMS_SQSMessageType";

    /** JMSCorrelationID. */
    static final String CORRELATION_ID = "JMS_SQSCorrelationID";

    /** The name of the queue in JMSReplyTo. */
    static final String REPLY_TO_NAME = "JMS_SQSReplyToQueueName";

    /** The URL of the queue in JMSReplyTo. */
    static final String REPLY_TO_URL = "JMS_SQSReplyToQueueURL";

    /** Every other header that is not at its default, packed: see {@link PackedHeaders}. */
    static final String HEADERS = "JMS_SpillwayHeaders";

    /** The properties that have no attribute of their own, packed: see {@link PackedProperties}. */
    static final String PROPERTIES = "JMS_SpillwayProperties";

    private static final Set<String> OWN =
            Set.of(MESSAGE_TYPE, CORRELATION_ID, REPLY_TO_NAME, REPLY_TO_URL, HEADERS, PROPERTIES);

    private static final int MAX_LENGTH = 256;

    private AttributeNames() {}

    /** Whether the mapping keeps a name for itself. */
    static boolean isOwn(String name) {
        return OWN.contains(name);
    }

    /**
     * Whether a property of this name can be an attribute: what SQS allows in a name, and none of the mapping's own.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Message
     *     attribute components</a>
     */
    static boolean isFree(String name) {
        int length = name.length();
        if (length == 0 || length > MAX_LENGTH || name.charAt(0) == '.' || name.charAt(length - 1) == '.') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = name.charAt(i);
            boolean allowed = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == '-'
                    || (c == '.' && name.charAt(i - 1) != '.');
            if (!allowed) {
                return false;
            }
        }
        return !name.regionMatches(true, 0, "AWS.", 0, 4)
                && !name.regionMatches(true, 0, "Amazon.", 0, 7)
                && !isOwn(name);
    }
}
