/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.quantile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void the_median_is_the_value_in_the_middle() {
        assertThat(Quantiles.median(new double[] {9, 1, 2})).isEqualTo(2);
        assertThat(Quantiles.median(new double[] {7})).isEqualTo(7);
    }

    @Test
    void of_an_even_number_of_values_the_median_is_the_mean_of_the_two_in_the_middle() {
        assertThat(Quantiles.median(new double[] {4, 1, 9, 2})).isEqualTo(3);
        assertThat(Quantiles.median(new double[] {10, 5})).isEqualTo(7.5);
    }

    @Test
    void a_percentile_is_told_in_milliseconds() {
        long[] nanos = LongStream.rangeClosed(1, 100).map(i -> i * 1_000_000).toArray();

        assertThat(Quantiles.percentileMillis(nanos, 0.5)).isEqualTo(51);
        assertThat(Quantiles.percentileMillis(nanos, 0.99)).isEqualTo(100);
        assertThat(Quantiles.percentileMillis(new long[] {3_000_000}, 0.99)).isEqualTo(3);
    }

    @Test
    void of_nothing_there_is_neither() {
        assertThat(Quantiles.median(new double[0])).isNaN();
        assertThat(Quantiles.percentileMillis(new long[0], 0.5)).isNaN();
    }
}
