/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Map;

/**
 * A message as the service carries it.
 *
 * @param body the text, never empty
 * @param attributes the message attributes by name, at most {@link SqsMapping#MAX_ATTRIBUTES} when {@link SqsMapping}
 *     made them
 */
public record WireMessage(String body, Map<String, Attribute> attributes) {

    /**
     * The size that SQS and SNS hold against their limits, in bytes: the body and each attribute's name, data type and
     * value, texts in UTF-8, a Binary as its content.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Amazon
     *     SQS message quotas</a>
     */
    public long sizeInBytes() {
        long size = SqsText.utf8Length(body);
        for (Map.Entry<String, Attribute> entry : attributes.entrySet()) {
            size += SqsText.utf8Length(entry.getKey()) + entry.getValue().sizeInBytes();
        }
        return size;
    }
}
