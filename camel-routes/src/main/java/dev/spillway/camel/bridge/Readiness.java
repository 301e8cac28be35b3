/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.route.BatchConsumer;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * Whether each route moves messages: {@code UP}, {@code SUSPENDED} while its target is out, {@code DISCONNECTED} while no
 * worker has its source, {@code STOPPED}.
 */
record Readiness(Map<String, String> routes) {

    private static final String UP = "UP";

    static Readiness of(CamelContext camel) {
        Map<String, String> routes = new TreeMap<>();
        BatchRoutes.of(camel).forEach((id, consumer) -> routes.put(id, state(consumer)));
        return new Readiness(routes);
    }

    private static String state(BatchConsumer consumer) {
        if (!consumer.isStarted()) {
            return "STOPPED";
        }
        return consumer.isTargetOut() ? "SUSPENDED" : consumer.figures().connected() == 0 ? "DISCONNECTED" : UP;
    }

    boolean ready() {
        return routes.values().stream().allMatch(UP::equals);
    }

    String json() {
        return routes.entrySet().stream()
                .map(route -> "\"" + escape(route.getKey()) + "\":\"" + route.getValue() + "\"")
                .collect(Collectors.joining(
                        ",", "{\"status\":\"" + (ready() ? UP : "DOWN") + "\",\"routes\":{", "}}\n"));
    }

    private static String escape(String id) {
        return id.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
