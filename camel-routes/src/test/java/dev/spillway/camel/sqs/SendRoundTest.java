/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.SqsMapping;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendRoundTest {

    @Test
    void a_request_has_ten_entries_at_most() {
        List<BatchMessage> open =
                IntStream.range(0, 11).mapToObj(i -> message("" + i, null, "x")).toList();

        assertThat(ids(next(open, false))).hasSize(10).doesNotContain("10");
    }

    @Test
    void a_request_to_a_fifo_queue_has_one_message_of_a_group() {
        List<BatchMessage> open = List.of(message("1", "a", "x"), message("2", "a", "x"), message("3", "b", "x"));

        assertThat(ids(next(open, true))).containsExactly("1", "3");
    }

    @Test
    void a_request_to_a_standard_queue_has_all_of_a_group() {
        List<BatchMessage> open = List.of(message("1", "a", "x"), message("2", "a", "x"));

        assertThat(ids(next(open, false))).containsExactly("1", "2");
    }

    @Test
    void a_request_has_a_mebibyte_at_most() {
        String large = "x".repeat(600_000);
        List<BatchMessage> open = List.of(message("1", null, large), message("2", null, large));

        assertThat(ids(next(open, false))).containsExactly("1");
    }

    @Test
    void a_message_that_is_too_large_is_refused_and_the_next_goes() {
        BatchMessage large = message("1", null, "x".repeat(1_048_577));

        assertThat(ids(next(List.of(large, message("2", null, "x")), false))).containsExactly("2");
        assertThat(large.state()).isEqualTo(BatchMessage.State.REFUSED);
        assertThat(large.reason()).contains("SQS takes at most 1048576");
    }

    private static List<SendRound.Entry> next(List<BatchMessage> open, boolean fifo) {
        return SendRound.next(open, fifo, SqsMapping::encode);
    }

    private static List<String> ids(List<SendRound.Entry> entries) {
        return entries.stream().map(entry -> entry.message().id()).toList();
    }

    private static BatchMessage message(String id, String group, String text) {
        return new BatchMessage(id, group, new MappedMessage(new Body.Text(text), Headers.NONE, Map.of()));
    }
}
