/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which property gets an attribute of its own. Where there are more properties than places, tracing context goes first,
 * since tools that know nothing of JMS look for it by name, and then the names in their order: the outcome depends on
 * the properties alone, not on the order in which they were set.
 */
final class PropertyPlaces {

    private static final List<String> TRACING = List.of("traceparent", "tracestate", "baggage", "b3");

    private static final Comparator<String> PRECEDENCE =
            Comparator.comparing((String name) -> !TRACING.contains(name)).thenComparing(Comparator.naturalOrder());

    private PropertyPlaces() {}

    /** Adds the properties to the attributes that the headers have taken. */
    static void fill(Map<String, Attribute> attributes, Map<String, @Nullable Object> properties) {
        int room = SqsMapping.MAX_ATTRIBUTES - attributes.size();
        List<String> own = new ArrayList<>();
        Map<String, @Nullable Object> packed = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (value != null && PropertyType.of(name, value).fitsAttribute(value) && AttributeNames.isFree(name)) {
                own.add(name);
            } else {
                packed.put(name, value);
            }
        });
        if (!packed.isEmpty() || own.size() > room) {
            room--;
        }
        if (own.size() > room) {
            own.sort(PRECEDENCE);
            List<String> rest = own.subList(room, own.size());
            rest.forEach(name -> packed.put(name, properties.get(name)));
            rest.clear();
        }
        for (String name : own) {
            Object value = properties.get(name);
            if (value != null) {
                attributes.put(name, PropertyAttributes.encode(name, value));
            }
        }
        if (!packed.isEmpty()) {
            attributes.put(AttributeNames.PROPERTIES, Attribute.string(PackedProperties.pack(packed)));
        }
    }
}
