/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The queue attribute Policy, as far as AddPermission and RemovePermission change it: a statement for each label, which
 * is its {@code Sid}. What else it says stays as it is.
 */
public final class QueuePolicy {

    /** How many statements a policy of Amazon SQS may have. */
    private static final int MAX_STATEMENTS = 20;

    private static final String STATEMENT = "Statement";

    private final Map<String, @Nullable Object> members;
    private final List<@Nullable Object> statements;

    private QueuePolicy(Map<String, @Nullable Object> members) {
        this.members = members;
        this.statements = new ArrayList<>();
        Object stored = members.get(STATEMENT);
        if (stored instanceof List<?> list) {
            statements.addAll(list);
        } else if (stored != null) {
            // The language of policies admits a single statement without an array.
            statements.add(stored);
        }
    }

    /** @param policy the attribute's value; {@code null} if the queue has none */
    public static QueuePolicy of(@Nullable String policy, String queueArn) {
        return new QueuePolicy(Optional.ofNullable(policy).flatMap(Json::object).orElseGet(() -> empty(queueArn)));
    }

    private static Map<String, @Nullable Object> empty(String queueArn) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("Version", "2008-10-17");
        members.put("Id", queueArn + "/SQSDefaultPolicy");
        return members;
    }

    /** The policy's text with a permission more. Refuses a label that is there already. */
    public String with(Permission permission, String queueArn) {
        if (statements.stream().anyMatch(statement -> isLabelled(statement, permission.label()))) {
            throw SqsErrors.invalidParameter(permission.label(), "Label", "Already exists.");
        }
        if (statements.size() >= MAX_STATEMENTS) {
            throw SqsErrors.tooManyPermissions(MAX_STATEMENTS);
        }
        statements.add(permission.statement(queueArn));
        return text();
    }

    /** The policy's text without the permission of this label; empty if that was the last. Refuses an unknown label. */
    public String without(String label) {
        if (!statements.removeIf(statement -> isLabelled(statement, label))) {
            throw SqsErrors.invalidParameter(
                    label,
                    "Label",
                    statements.isEmpty() ? "can't find label." : "can't find label on existing policy.");
        }
        return statements.isEmpty() ? "" : text();
    }

    private String text() {
        members.put(STATEMENT, statements);
        return Json.write(members);
    }

    private static boolean isLabelled(@Nullable Object statement, String label) {
        return statement instanceof Map<?, ?> map && label.equals(map.get("Sid"));
    }
}
