/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.route.BatchConsumer;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** What moves batches, by the ids under which health and metrics tell of it. */
final class BatchRoutes {

    private BatchRoutes() {}

    static Map<String, BatchConsumer> of(CamelContext camel) {
        Map<String, BatchConsumer> routes = new TreeMap<>();
        for (Route route : camel.getRoutes()) {
            if (route.getConsumer() instanceof BatchConsumer consumer) {
                consumer.parts().forEach((suffix, part) -> routes.put(route.getId() + suffix, part));
            }
        }
        return routes;
    }
}
