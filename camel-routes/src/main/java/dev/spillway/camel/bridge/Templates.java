/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The route templates that the bridge brings. */
final class Templates {

    private static final List<String> NAMES = List.of("jms-to-sqs", "sqs-to-jms", "jms-request-sqs-reply");

    private Templates() {}

    /** Adds them to the context; returns the parameters of each by its name. */
    static Map<String, Set<String>> load(DefaultCamelContext camel) {
        Map<String, Set<String>> parameters = new TreeMap<>();
        for (String name : NAMES) {
            try {
                PluginHelper.getRoutesLoader(camel)
                        .loadRoutes(ResourceHelper.resolveMandatoryResource(
                                camel, "classpath:dev/spillway/camel/templates/" + name + ".camel.yaml"));
            } catch (Exception e) {
                throw new IllegalStateException("the template " + name + " is part of the bridge", e);
            }
            Set<String> names = new TreeSet<>();
            RouteTemplateDefinition template = camel.getRouteTemplateDefinition(name);
            template.getTemplateParameters().stream()
                    .map(RouteTemplateParameterDefinition::getName)
                    .forEach(names::add);
            parameters.put(name, names);
        }
        return parameters;
    }
}
