/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many requests may be under way at once. */
class PollerCountTest {

    private final PollerCount pollers = new PollerCount(4);

    private void fullAnswers(int count) {
        for (int i = 0; i < count; i++) {
            pollers.fullAnswer();
        }
    }

    @Test
    void one_is_added_when_each_has_brought_as_many_as_it_could() {
        assertThat(pollers.allowed()).isEqualTo(1);

        fullAnswers(1);
        assertThat(pollers.allowed()).isEqualTo(2);
        fullAnswers(1);
        assertThat(pollers.allowed()).isEqualTo(2);
        fullAnswers(1);
        assertThat(pollers.allowed()).isEqualTo(3);
        fullAnswers(3);
        assertThat(pollers.allowed()).isEqualTo(4);
    }

    @Test
    void there_are_never_more_than_the_limit() {
        fullAnswers(100);

        assertThat(pollers.allowed()).isEqualTo(4);
    }

    @Test
    void one_goes_when_one_has_brought_few() {
        fullAnswers(5);

        pollers.smallAnswer();

        assertThat(pollers.allowed()).isEqualTo(2);
        fullAnswers(1);
        assertThat(pollers.allowed()).isEqualTo(2);
    }

    @Test
    void half_go_when_one_has_waited_for_nothing() {
        fullAnswers(100);

        pollers.emptyLongPoll();

        assertThat(pollers.allowed()).isEqualTo(2);
    }

    @Test
    void one_stays_whatever_they_bring() {
        pollers.smallAnswer();
        pollers.emptyLongPoll();

        assertThat(pollers.allowed()).isEqualTo(1);
    }
}
