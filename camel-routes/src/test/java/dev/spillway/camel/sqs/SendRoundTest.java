/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.batch.OutageException;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3AsyncClient;

class SendRoundTest {

    /** Refuses every request. */
    private static final S3AsyncClient NO_S3 = new S3AsyncClient() {
        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    };

    @Test
    void a_request_has_ten_entries_at_most() throws OutageException {
        List<BatchMessage> open =
                IntStream.range(0, 11).mapToObj(i -> message("" + i, null, "x")).toList();

        assertThat(ids(next(open, false))).hasSize(10).doesNotContain("10");
    }

    @Test
    void a_request_to_a_fifo_queue_has_one_message_of_a_group() throws OutageException {
        List<BatchMessage> open = List.of(message("1", "a", "x"), message("2", "a", "x"), message("3", "b", "x"));

        assertThat(ids(next(open, true))).containsExactly("1", "3");
    }

    @Test
    void a_request_to_a_standard_queue_has_all_of_a_group() throws OutageException {
        List<BatchMessage> open = List.of(message("1", "a", "x"), message("2", "a", "x"));

        assertThat(ids(next(open, false))).containsExactly("1", "2");
    }

    @Test
    void a_request_has_a_mebibyte_at_most() throws OutageException {
        String large = "x".repeat(600_000);
        List<BatchMessage> open = List.of(message("1", null, large), message("2", null, large));

        assertThat(ids(next(open, false))).containsExactly("1");
    }

    @Test
    void a_message_that_is_too_large_is_refused_and_the_next_goes() throws OutageException {
        BatchMessage large = message("1", null, "x".repeat(1_048_577));

        assertThat(ids(next(List.of(large, message("2", null, "x")), false))).containsExactly("2");
        assertThat(large.state()).isEqualTo(BatchMessage.State.REFUSED);
        assertThat(large.reason()).contains("SQS takes at most 1048576");
    }

    @Test
    void a_message_whose_attributes_alone_are_too_large_is_refused_and_not_stored() throws OutageException {
        MappedMessage large = new MappedMessage(
                new Body.Text("x".repeat(1_048_577)), Headers.NONE, Map.of("note", "x".repeat(1_048_577)));
        BatchMessage message = new BatchMessage("1", null, large);

        assertThat(SendRound.next(
                        List.of(message), false, new WireForm(null, new PayloadStore(NO_S3, "payloads", 1000))))
                .isEmpty();
        assertThat(message.reason()).contains("bytes without its body; SQS takes at most 1048576");
    }

    @Test
    void a_large_message_that_says_it_is_a_pointer_is_refused_and_not_stored() throws OutageException {
        MappedMessage posing = new MappedMessage(
                new Body.Text("x".repeat(1_048_577)), Headers.NONE, Map.of("ExtendedPayloadSize", "1"));
        BatchMessage message = new BatchMessage("1", null, posing);

        assertThat(SendRound.next(
                        List.of(message), false, new WireForm(null, new PayloadStore(NO_S3, "payloads", 1000))))
                .isEmpty();
        assertThat(message.reason()).contains("ExtendedPayloadSize");
    }

    private static List<SendRound.Entry> next(List<BatchMessage> open, boolean fifo) throws OutageException {
        return SendRound.next(open, fifo, new WireForm(null, null));
    }

    private static List<String> ids(List<SendRound.Entry> entries) {
        return entries.stream().map(entry -> entry.message().id()).toList();
    }

    private static BatchMessage message(String id, String group, String text) {
        return new BatchMessage(id, group, new MappedMessage(new Body.Text(text), Headers.NONE, Map.of()));
    }
}
