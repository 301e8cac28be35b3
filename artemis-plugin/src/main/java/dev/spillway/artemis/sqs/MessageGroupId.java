/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message's group. On a standard queue it names the tenant of a fair queue.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html">Amazon SQS
 *     fair queues</a>
 */
public final class MessageGroupId {

    private static final Pattern FORM = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

    private MessageGroupId() {}

    public static @Nullable String checked(@Nullable String id) {
        if (id != null && !FORM.matcher(id).matches()) {
            throw SqsErrors.invalidParameter(
                    id,
                    "MessageGroupId",
                    "MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.");
        }
        return id;
    }
}
