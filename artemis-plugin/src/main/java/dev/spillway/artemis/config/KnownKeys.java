/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The keys that a configuration may have.
 *
 * @param what what the keys are called in a message, for example {@code "property"}
 * @param keys all of them
 */
public record KnownKeys(String what, List<String> keys) {

    /**
     * Refuses a key that is not known.
     *
     * @throws IllegalArgumentException if one is not among the known ones; the message names the nearest of them, and all
     */
    public void check(Collection<String> given) {
        for (String key : given) {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException("unknown " + what + " '" + key + "': did you mean '" + nearest(key)
                        + "'? Known are " + String.join(", ", keys));
            }
        }
    }

    private String nearest(String key) {
        String wanted = key.toLowerCase(Locale.ROOT);
        return keys.stream()
                .min(Comparator.comparingInt(known -> distance(wanted, known.toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    /** Levenshtein's distance: how many letters have to be put in, left out or changed. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
