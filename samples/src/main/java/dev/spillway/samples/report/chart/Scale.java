/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Where the values of an axis lie.
 *
 * @param from the value at its beginning
 * @param to the value at its end; more than {@code from}
 * @param ticks the values that are labelled
 * @param projection applied before values are spread evenly
 */
record Scale(double from, double to, List<Double> ticks, DoubleUnaryOperator projection) {

    /** From zero to at least the value, in so many steps at most, of 1, 2 or 5 times a power of ten. */
    static Scale linear(double max, int steps) {
        double step = step(Math.max(max, 1) / steps);
        List<Double> ticks = new ArrayList<>();
        double tick = 0;
        for (; tick < max || ticks.size() < 2; tick += step) {
            ticks.add(tick);
        }
        ticks.add(tick);
        return new Scale(0, tick, ticks, DoubleUnaryOperator.identity());
    }

    /** From zero to exactly the value. */
    static Scale linearUpTo(double max) {
        Scale scale = linear(max, 8);
        return new Scale(
                0, max, scale.ticks.stream().filter(tick -> tick <= max).toList(), scale.projection);
    }

    /** Powers of ten around the values, each more than zero. */
    static Scale logarithmic(double min, double max) {
        int first = (int) Math.floor(Math.log10(min));
        int last = Math.max((int) Math.ceil(Math.log10(max)), first + 1);
        List<Double> ticks = new ArrayList<>();
        for (int power = first; power <= last; power++) {
            ticks.add(Math.pow(10, power));
        }
        return new Scale(ticks.get(0), ticks.get(ticks.size() - 1), ticks, Math::log10);
    }

    /** 0 at the beginning, 1 at the end; values beyond lie at the nearer of them. */
    double share(double value) {
        double inside = Math.min(Math.max(value, from), to);
        double start = projection.applyAsDouble(from);
        return (projection.applyAsDouble(inside) - start) / (projection.applyAsDouble(to) - start);
    }

    private static double step(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (int multiple : new int[] {1, 2, 5}) {
            if (multiple * power >= atLeast) {
                return multiple * power;
            }
        }
        return 10 * power;
    }
}
