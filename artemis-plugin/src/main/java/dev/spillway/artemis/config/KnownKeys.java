/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.config;

import dev.spillway.diagnostic.Nearest;
import java.util.Collection;
import java.util.List;

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
                throw new IllegalArgumentException("unknown " + what + " '" + key + "': did you mean '"
                        + Nearest.to(key, keys) + "'? Known are " + String.join(", ", keys));
            }
        }
    }
}
