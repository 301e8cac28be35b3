/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.mapping.Attribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The message attributes that a receive asks for: by name, by {@code prefix.*} (every name that begins with the
 * prefix), or all of them by {@code All} or {@code .*}. A name that no message has is no error.
 */
public final class AttributeFilter {

    private static final String WILDCARD = ".*";

    private final boolean all;
    private final Set<String> names;
    private final List<String> prefixes;

    private AttributeFilter(boolean all, Set<String> names, List<String> prefixes) {
        this.all = all;
        this.names = names;
        this.prefixes = prefixes;
    }

    /** Reads MessageAttributeNames. */
    public static AttributeFilter of(List<String> asked) {
        Set<String> names = new HashSet<>();
        List<String> prefixes = new ArrayList<>();
        for (String name : asked) {
            if (name.endsWith(WILDCARD)) {
                prefixes.add(name.substring(0, name.length() - WILDCARD.length()));
            } else {
                names.add(name);
            }
        }
        return new AttributeFilter(names.contains("All") || prefixes.contains(""), names, prefixes);
    }

    /** Those of the attributes that were asked for. */
    public Map<String, Attribute> of(Map<String, Attribute> attributes) {
        if (all || attributes.isEmpty()) {
            return attributes;
        }
        Map<String, Attribute> chosen = new LinkedHashMap<>();
        attributes.forEach((name, attribute) -> {
            if (names.contains(name) || prefixes.stream().anyMatch(name::startsWith)) {
                chosen.put(name, attribute);
            }
        });
        return chosen;
    }
}
