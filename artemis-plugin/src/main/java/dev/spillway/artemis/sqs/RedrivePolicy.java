/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.aws.Account;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The queue attribute RedrivePolicy: {@code {"deadLetterTargetArn":"arn:...","maxReceiveCount":5}}; the count may be
 * given as a string.
 *
 * @param deadLetterTargetArn the ARN of the queue that takes what was received too often
 * @param maxReceiveCount 1 to 1,000
 */
public record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {

    private static final String TARGET = "deadLetterTargetArn";
    private static final String COUNT = "maxReceiveCount";
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[^:]{1,255}");

    /** Reads the attribute's value; whether the target exists is left to the caller. */
    static RedrivePolicy parse(String json) {
        Map<String, @Nullable Object> members =
                Json.object(json).orElseThrow(() -> invalid(json, "Redrive policy is not a valid JSON map."));
        if (!Set.of(TARGET, COUNT).containsAll(members.keySet())) {
            throw invalid(json, "Only following attributes are expected: [deadLetterTargetArn, maxReceiveCount].");
        }
        Object target = mandatory(members, TARGET, json);
        if (!(target instanceof String arn) || !ARN.matcher(arn).matches()) {
            throw invalid(json, "Invalid value for deadLetterTargetArn.");
        }
        return new RedrivePolicy(arn, count(mandatory(members, COUNT, json), json));
    }

    /** The target's name, or nothing if it is not of this account and region. */
    Optional<String> targetIn(Account account) {
        String prefix = account.queueArn("");
        return deadLetterTargetArn.startsWith(prefix)
                ? Optional.of(deadLetterTargetArn.substring(prefix.length()))
                : Optional.empty();
    }

    static SqsException invalid(String json, String reason) {
        return SqsErrors.invalidParameter(json, "RedrivePolicy", reason);
    }

    private static Object mandatory(Map<String, @Nullable Object> members, String name, String json) {
        Object value = members.get(name);
        if (value == null) {
            throw invalid(json, "Redrive policy does not contain mandatory attribute: " + name + ".");
        }
        return value;
    }

    private static int count(Object value, String json) {
        try {
            int count = new BigDecimal(value.toString()).intValueExact();
            if (count >= 1 && count <= 1_000) {
                return count;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            // Falls to the answer below, which says what would be right.
        }
        throw invalid(
                json,
                "Invalid value for maxReceiveCount: " + value + ", valid values are from 1 to 1000 both inclusive.");
    }
}
