/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The queue attribute RedriveAllowPolicy: which queues may name this one as their dead-letter queue.
 *
 * @param permission {@code allowAll}, {@code denyAll} or {@code byQueue}
 * @param sourceQueueArns the ARNs of the queues that may, 1 to 10 with {@code byQueue}, else none
 */
public record RedriveAllowPolicy(String permission, List<String> sourceQueueArns) {

    static final RedriveAllowPolicy ALLOW_ALL = new RedriveAllowPolicy("allowAll", List.of());

    private static final String PERMISSION = "redrivePermission";
    private static final String SOURCES = "sourceQueueArns";

    static RedriveAllowPolicy parse(String json) {
        Map<String, @Nullable Object> members =
                Json.object(json).orElseThrow(() -> invalid(json, "Redrive allow policy is not a valid JSON map."));
        if (!Set.of(PERMISSION, SOURCES).containsAll(members.keySet())) {
            throw invalid(json, "Only following attributes are expected: [redrivePermission, sourceQueueArns].");
        }
        String permission = String.valueOf(members.get(PERMISSION));
        if (!Set.of("allowAll", "denyAll", "byQueue").contains(permission)) {
            throw invalid(json, "redrivePermission must be one of allowAll, denyAll and byQueue.");
        }
        List<String> sources = members.get(SOURCES) instanceof List<?> list
                ? list.stream().map(Objects::toString).toList()
                : List.of();
        boolean byQueue = permission.equals("byQueue");
        if (byQueue == sources.isEmpty() || sources.size() > 10) {
            throw invalid(json, "sourceQueueArns must have 1 to 10 ARNs with byQueue, and be absent otherwise.");
        }
        return new RedriveAllowPolicy(permission, sources);
    }

    boolean allows(String sourceArn) {
        return switch (permission) {
            case "allowAll" -> true;
            case "byQueue" -> sourceQueueArns.contains(sourceArn);
            default -> false;
        };
    }

    private static SqsException invalid(String json, String reason) {
        return SqsErrors.invalidParameter(json, "RedriveAllowPolicy", reason);
    }
}
