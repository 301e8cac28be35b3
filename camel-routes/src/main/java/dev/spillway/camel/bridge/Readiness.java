/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.outage.RouteFigures;
import dev.spillway.camel.route.BatchConsumer;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/**
 * Whether each route moves messages: {@code UP}, {@code SUSPENDED} while its target is out, {@code DISCONNECTED} while no
 * worker has its source, {@code STOPPED}.
 */
record Readiness(Map<String, String> routes) {

    private static final String UP = "UP";

    static Readiness of(CamelContext camel) {
        Map<String, String> routes = new TreeMap<>();
        for (Route route : camel.getRoutes()) {
            if (route.getConsumer() instanceof BatchConsumer consumer) {
                RouteFigures figures = consumer.figures();
                routes.put(
                        route.getId(),
                        !consumer.isStarted()
                                ? "STOPPED"
                                : consumer.isTargetOut()
                                        ? "SUSPENDED"
                                        : figures.connected() == 0 ? "DISCONNECTED" : UP);
            }
        }
        return new Readiness(routes);
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
