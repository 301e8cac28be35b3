/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A route, or one for each of several queues.
 *
 * @param id of the route; of several, what their ids begin with
 * @param place where it stands in the file
 * @param template what the route is made of
 * @param broker the name of the broker
 * @param queues the names, or patterns of names with one {@code *}, that take turns in the place of {@code {queue}}; empty
 *     for one route
 * @param parameters the template's
 */
public record MappingConfig(
        String id, String place, String template, String broker, List<String> queues, Map<String, String> parameters) {

    private static final List<String> OWN = List.of("id", "template", "broker", "queues");

    /** What the bridge gives to a template. */
    private static final Set<String> GIVEN =
            Set.of("connectionFactory", "client", "s3Client", "s3Bucket", "s3Threshold");

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]+");

    private static final String QUEUE = "{queue}";

    /** @param templates the parameters that each template has */
    static MappingConfig of(Section section, Set<String> brokers, Map<String, ? extends Set<String>> templates) {
        String template = section.text("template");
        Set<String> known = templates.get(template);
        if (known == null) {
            throw section.error("template", "is " + template + "; there are: " + String.join(", ", templates.keySet()));
        }
        List<String> keys = new ArrayList<>(OWN);
        known.stream().filter(parameter -> !GIVEN.contains(parameter)).forEach(keys::add);
        section.allow(keys);
        String broker = section.text("broker");
        if (!brokers.contains(broker)) {
            throw section.error("broker", "is " + broker + "; there are: " + String.join(", ", brokers));
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        section.keys().stream()
                .filter(key -> !OWN.contains(key))
                .forEach(key -> parameters.put(key, section.nonBlank(key)));
        if (!ID.matcher(section.text("id")).matches()) {
            throw section.error("id", "has other characters than letters, digits, '.', '_' and '-'");
        }
        List<String> queues = section.texts("queues");
        for (String name : List.of("jmsQueue", "sqsQueue", "sqsReplyQueue")) {
            if (section.has("queues")
                    && known.contains(name)
                    && !section.text(name).contains(QUEUE)) {
                throw section.error(name, "is the same for all queues; '" + QUEUE + "' stands for the name of each");
            }
        }
        if (section.has("queues") && queues.isEmpty()) {
            throw section.error("queues", "is empty");
        }
        return new MappingConfig(section.text("id"), section.place(), template, broker, queues, parameters);
    }

    /** The parameters of the route for one of the queues. */
    public Map<String, String> parameters(String queue) {
        Map<String, String> each = new LinkedHashMap<>();
        parameters.forEach((name, value) -> each.put(name, value.replace(QUEUE, queue)));
        return each;
    }
}
