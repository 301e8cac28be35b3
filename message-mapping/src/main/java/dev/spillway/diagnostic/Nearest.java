/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Finds the word that was probably meant: the one that shares most pairs of neighbouring letters. */
public final class Nearest {

    private Nearest() {}

    /**
     * The known word nearest to another one, in whatever case they are.
     *
     * @param known at least one
     * @throws java.util.NoSuchElementException if there is none
     */
    public static String to(String word, Collection<String> known) {
        Set<String> wanted = pairs(word);
        return known.stream()
                .max(Comparator.comparingDouble(each -> similarity(wanted, pairs(each))))
                .orElseThrow();
    }

    /** Dice's coefficient, 0 to 1. */
    private static double similarity(Set<String> a, Set<String> b) {
        return 2.0 * a.stream().filter(b::contains).count() / (a.size() + b.size());
    }

    /** With the first and the last letter as pairs of their own. */
    private static Set<String> pairs(String word) {
        String framed = " " + word.toLowerCase(Locale.ROOT) + " ";
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 2 <= framed.length(); i++) {
            pairs.add(framed.substring(i, i + 2));
        }
        return pairs;
    }
}
