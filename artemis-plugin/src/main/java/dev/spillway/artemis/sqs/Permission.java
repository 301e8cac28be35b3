/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What AddPermission allows.
 *
 * @param label names the permission: 1 to 80 letters, digits, hyphens and underscores
 * @param accounts the AWS accounts that are allowed, 12 digits each
 * @param actions 1 to 7 actions that others than the owner may be allowed, or {@code *}
 */
public record Permission(String label, List<String> accounts, List<String> actions) {

    private static final int MAX_ACTIONS = 7;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private static final Set<String> ACTIONS = Set.of(
            "*",
            "ChangeMessageVisibility",
            "DeleteMessage",
            "GetQueueAttributes",
            "GetQueueUrl",
            "ListDeadLetterSourceQueues",
            "PurgeQueue",
            "ReceiveMessage",
            "SendMessage");

    private static final Set<String> OF_THE_OWNER = Set.of(
            "AddPermission",
            "CancelMessageMoveTask",
            "CreateQueue",
            "DeleteQueue",
            "ListMessageMoveTasks",
            "ListQueues",
            "ListQueueTags",
            "RemovePermission",
            "SetQueueAttributes",
            "StartMessageMoveTask",
            "TagQueue",
            "UntagQueue");

    /** @throws software.amazon.awssdk.services.sqs.model.SqsException that says what is wrong */
    public Permission {
        checkLabel(label);
        if (actions.isEmpty()) {
            throw SqsErrors.missingParameter("Actions");
        }
        if (actions.size() > MAX_ACTIONS) {
            throw SqsErrors.tooManyActions(actions.size(), MAX_ACTIONS);
        }
        actions.forEach(Permission::checkAction);
        if (accounts.isEmpty() || !accounts.stream().allMatch(ACCOUNT.asMatchPredicate())) {
            throw SqsErrors.invalidParameter(accounts, "PrincipalId", "Unable to verify.");
        }
    }

    /** Refuses a label that no permission can have. */
    public static String checkLabel(@Nullable String label) {
        if (label == null || label.isEmpty()) {
            throw SqsErrors.missingParameter("Label");
        }
        if (!LABEL.matcher(label).matches()) {
            throw SqsErrors.invalidParameter(
                    label,
                    "Label",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        return label;
    }

    private static void checkAction(String action) {
        if (!ACTIONS.contains(action)) {
            throw SqsErrors.invalidParameter(
                    "SQS:" + action,
                    "ActionName",
                    OF_THE_OWNER.contains(action)
                            ? "Only the queue owner is allowed to invoke this action."
                            : "Please refer to the appropriate WSDL for a list of valid actions.");
        }
    }

    /** The statement of the queue's policy that says so. */
    Map<String, @Nullable Object> statement(String queueArn) {
        Map<String, @Nullable Object> statement = new LinkedHashMap<>();
        statement.put("Sid", label);
        statement.put("Effect", "Allow");
        statement.put(
                "Principal",
                Map.of(
                        "AWS",
                        oneOrAll(accounts.stream()
                                .map(account -> "arn:aws:iam::" + account + ":root")
                                .toList())));
        statement.put(
                "Action",
                oneOrAll(actions.stream().map(action -> "SQS:" + action).toList()));
        statement.put("Resource", queueArn);
        return statement;
    }

    private static Object oneOrAll(List<String> values) {
        return values.size() == 1 ? values.get(0) : values;
    }
}
