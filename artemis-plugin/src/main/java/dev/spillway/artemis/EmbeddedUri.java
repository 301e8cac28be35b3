/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import dev.spillway.artemis.config.KnownKeys;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code spillway:embedded?data=DIR}, the endpoint of a broker in this process. */
final class EmbeddedUri {

    private static final String FORM = "spillway:embedded?data=DIR";
    private static final KnownKeys KEYS = new KnownKeys("option of " + FORM, List.of("data"));

    private EmbeddedUri() {}

    /** @throws IllegalArgumentException if the URI is not of this form */
    static Path dataFolder(URI uri) {
        String rest = uri.getRawSchemeSpecificPart();
        int query = rest.indexOf('?');
        if (!"spillway".equals(uri.getScheme())
                || query < 0
                || !rest.substring(0, query).equals("embedded")) {
            throw new IllegalArgumentException("'" + uri + "' is not of the form " + FORM);
        }
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : rest.substring(query + 1).split("&", -1)) {
            int equals = option.indexOf('=');
            options.put(
                    equals < 0 ? option : option.substring(0, equals),
                    equals < 0 ? "" : URLDecoder.decode(option.substring(equals + 1), StandardCharsets.UTF_8));
        }
        KEYS.check(options.keySet());
        String data = options.getOrDefault("data", "");
        if (data.isBlank()) {
            throw new IllegalArgumentException("'" + uri + "' names no folder: it has to be " + FORM);
        }
        return Path.of(data);
    }
}
