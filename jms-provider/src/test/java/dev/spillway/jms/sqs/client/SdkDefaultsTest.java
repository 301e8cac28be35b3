/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of the SDK are made with. */
class SdkDefaultsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "4, 1", "8, 2", "64, 16"})
    void one_thread_reads_and_writes_for_four_processors(int processors, int threads) {
        assertThat(SdkDefaults.eventLoopThreads(processors)).isEqualTo(threads);
    }
}
