/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.bridge.config.ConfigException;
import dev.spillway.camel.bridge.config.MappingConfig;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A route that a mapping asks for. */
record RoutePlan(String id, MappingConfig mapping, Map<String, String> parameters) {

    /** @throws ConfigException if the mapping lacks it */
    String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new ConfigException(mapping.place() + ": route " + id + " has no " + name);
        }
        return value;
    }

    @Nullable String optionalParameter(String name) {
        return parameters.get(name);
    }

    boolean isFromJms() {
        return mapping.template().startsWith("jms-");
    }

    /** What receives from a queue of SQS: the route, its part that takes replies, or nothing. */
    Stream<RoutePlan> receiving() {
        if (!isFromJms()) {
            return Stream.of(this);
        }
        return Stream.ofNullable(parameters.get("sqsReplyQueue"))
                .map(queue -> new RoutePlan(id + ".replies", mapping, Map.of("sqsQueue", queue)));
    }

    @Override
    public String toString() {
        String jms = mapping.broker() + " " + parameters.get("jmsQueue");
        String sqs = "SQS " + parameters.get("sqsQueue");
        String replyQueue = parameters.get("sqsReplyQueue");
        String replies = replyQueue == null ? "" : ", replies SQS " + replyQueue + " -> their requesters";
        return id + ": " + (isFromJms() ? jms + " -> " + sqs : sqs + " -> " + jms) + replies;
    }
}
