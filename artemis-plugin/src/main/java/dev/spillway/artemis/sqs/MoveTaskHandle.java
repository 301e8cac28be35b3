/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a message move task is cancelled by: the task and its source, as JSON in Base64, as on AWS.
 *
 * @param taskId the task
 * @param sourceArn the ARN of the queue that it moves messages from
 */
public record MoveTaskHandle(String taskId, String sourceArn) {

    private static final String TASK = "taskId";
    private static final String SOURCE = "sourceArn";

    /** The handle as text. */
    public String encode() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put(TASK, taskId);
        members.put(SOURCE, sourceArn);
        return Base64.getEncoder().encodeToString(Json.write(members).getBytes(UTF_8));
    }

    /** Reads what {@link #encode} wrote; refuses anything else. */
    public static MoveTaskHandle decode(@Nullable String handle) {
        if (handle == null || handle.isEmpty()) {
            throw SqsErrors.missingParameter("TaskHandle");
        }
        return json(handle)
                .flatMap(Json::object)
                .flatMap(members ->
                        members.get(TASK) instanceof String task && members.get(SOURCE) instanceof String source
                                ? Optional.of(new MoveTaskHandle(task, source))
                                : Optional.empty())
                .orElseThrow(() -> SqsErrors.invalidParameter("Value for parameter TaskHandle is invalid."));
    }

    private static Optional<String> json(String handle) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(handle), UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
