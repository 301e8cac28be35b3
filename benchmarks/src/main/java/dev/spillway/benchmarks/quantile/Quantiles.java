/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.quantile;

import java.util.Arrays;

/** Quantiles of what was measured. NaN if nothing was. */
public final class Quantiles {

    private Quantiles() {}

    /** The value in the middle; the mean of the two there if the values are even in number. */
    public static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int upper = sorted.length / 2;
        int lower = (sorted.length - 1) / 2;
        return (sorted[lower] + sorted[upper]) / 2;
    }

    /**
     * The time that this part of all is at most.
     *
     * @param nanos times in nanoseconds
     * @param part 0.99 for the 99th percentile
     * @return milliseconds
     */
    public static double percentileMillis(long[] nanos, double part) {
        if (nanos.length == 0) {
            return Double.NaN;
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, (long) (part * sorted.length))] / 1e6;
    }
}
