/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.aws.Account;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A queue's ARN in a request. */
final class QueueArn {

    private static final Pattern ARN = Pattern.compile("arn:[^:]+:sqs:[^:]+:[0-9]{12}:[^:]+");

    private QueueArn() {}

    /**
     * The queue's name, or nothing if the ARN is not of this account and region.
     *
     * @param parameter what the request calls it
     */
    static Optional<String> name(@Nullable String arn, String parameter, Account account) {
        if (arn == null) {
            throw SqsErrors.missingParameter(parameter);
        }
        if (!ARN.matcher(arn).matches()) {
            throw SqsErrors.invalidParameter("You must use this format to specify the " + parameter
                    + ": arn:<partition>:<service>:<region>:<account-id>:<resource-id>");
        }
        String prefix = account.queueArn("");
        return arn.startsWith(prefix) ? Optional.of(arn.substring(prefix.length())) : Optional.empty();
    }
}
