/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import dev.spillway.artemis.config.KnownKeys;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The lines of one access key, while the file is read. */
final class CredentialsSection {

    private static final String SECRET = "secret";
    private static final String USER = "user";
    private static final String ROLES = "roles";
    private static final KnownKeys KEYS = new KnownKeys("key", List.of(SECRET, USER, ROLES));

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    /** What can be cited as a mistyped key without fear that it is a secret. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z_-]{1,12}");

    /** Who reads a signed request can try secrets on it. */
    private static final int SHORTEST_SECRET = 16;

    private final String id;
    private final FileLine start;
    private final Map<String, String> values = new HashMap<>();

    private CredentialsSection(String id, FileLine start) {
        this.id = id;
        this.start = start;
    }

    static CredentialsSection begin(String line, FileLine at) {
        String id = line.endsWith("]") ? line.substring(1, line.length() - 1).strip() : "";
        if (!ID.matcher(id).matches()) {
            throw at.malformed("an access key is 1 to 128 letters, digits, hyphens, underscores and dots in brackets,"
                    + " such as [ORDERS-2026]");
        }
        return new CredentialsSection(id, at);
    }

    String id() {
        return id;
    }

    void add(String line, FileLine at) {
        int equals = line.indexOf('=');
        String key = equals < 0 ? "" : line.substring(0, equals).strip();
        if (!WORD.matcher(key).matches()) {
            throw at.malformed("it has to be like user = orders; known keys are " + String.join(", ", KEYS.keys()));
        }
        try {
            KEYS.check(List.of(key));
        } catch (IllegalArgumentException e) {
            throw at.malformed(String.valueOf(e.getMessage()));
        }
        String value = line.substring(equals + 1).strip();
        if (value.isEmpty()) {
            throw at.malformed(key + " has no value");
        }
        if (key.equals(SECRET) && value.length() < SHORTEST_SECRET) {
            throw at.malformed("the secret is shorter than " + SHORTEST_SECRET + " characters");
        }
        if (values.putIfAbsent(key, value) != null) {
            throw at.malformed(key + " is there twice for the access key " + id);
        }
    }

    AccessKey key() {
        return new AccessKey(id, required(SECRET), required(USER), roles());
    }

    private String required(String key) {
        String value = values.get(key);
        if (value == null) {
            throw start.malformed("the access key " + id + " has no " + key);
        }
        return value;
    }

    private List<String> roles() {
        return Arrays.stream(values.getOrDefault(ROLES, "").split(","))
                .map(String::strip)
                .filter(role -> !role.isEmpty())
                .toList();
    }
}
