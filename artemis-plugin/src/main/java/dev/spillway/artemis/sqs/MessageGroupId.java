/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import org.jspecify.annotations.Nullable;

/**
 * A message's group. On a standard queue it names the tenant of a fair queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html">Amazon SQS
 *     fair queues</a>
 */
public final class MessageGroupId {

    private MessageGroupId() {}

    public static @Nullable String checked(@Nullable String id) {
        if (id != null) {
            PrintableId.check(id, "MessageGroupId");
        }
        return id;
    }
}
