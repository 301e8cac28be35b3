/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How figures are written. */
public final class Figures {

    private Figures() {}

    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Nanoseconds as milliseconds, with a decimal below ten; a dash if there is none. */
    static String millis(OptionalLong nanos) {
        if (nanos.isEmpty()) {
            return "-";
        }
        double millis = nanos.orElseThrow() / 1e6;
        return String.format(Locale.ROOT, millis < 9.95 ? "%.1f ms" : "%,.0f ms", millis);
    }

    static String seconds(OptionalDouble seconds) {
        return seconds.isEmpty() ? "-" : String.format(Locale.ROOT, "%.1f s", seconds.orElseThrow());
    }
}
