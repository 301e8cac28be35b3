/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.batch.OutageException;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

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

    /** Answers no request. */
    private static final S3AsyncClient S3_OUT = new S3AsyncClient() {
        @Override
        public CompletableFuture<PutObjectResponse> putObject(
                Consumer<PutObjectRequest.Builder> request, AsyncRequestBody body) {
            return CompletableFuture.failedFuture(SdkClientException.create("as told"));
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    };

    @Test
    void a_request_has_ten_entries_at_most() throws OutageException {
        List<List<SendRound.Entry>> requests = next(messages(11), false);

        assertThat(requests).extracting(List::size).containsExactly(10, 1);
        assertThat(ids(requests.get(1))).containsExactly("10");
    }

    @Test
    void ten_requests_go_at_once_at_most() throws OutageException {
        List<List<SendRound.Entry>> requests = next(messages(150), true);

        assertThat(requests).extracting(List::size).containsExactlyElementsOf(Collections.nCopies(10, 10));
        assertThat(ids(requests.get(9))).last().isEqualTo("99");
    }

    @Test
    void of_a_group_one_message_is_under_way_to_a_fifo_queue_in_all_requests() throws OutageException {
        List<BatchMessage> open = new ArrayList<>(messages(15));
        open.add(0, message("first", "a", "x"));
        open.add(message("second", "a", "x"));

        assertThat(next(open, true).stream().flatMap(request -> ids(request).stream()))
                .hasSize(16)
                .contains("first")
                .doesNotContain("second");
    }

    @Test
    void a_request_to_a_fifo_queue_has_one_message_of_a_group() throws OutageException {
        List<BatchMessage> open = List.of(message("1", "a", "x"), message("2", "a", "x"), message("3", "b", "x"));

        assertThat(ids(next(open, true).get(0))).containsExactly("1", "3");
    }

    @Test
    void a_request_to_a_standard_queue_has_all_of_a_group() throws OutageException {
        List<BatchMessage> open = List.of(message("1", "a", "x"), message("2", "a", "x"));

        assertThat(ids(next(open, false).get(0))).containsExactly("1", "2");
    }

    @Test
    void a_request_has_a_mebibyte_at_most() throws OutageException {
        String large = "x".repeat(600_000);
        List<BatchMessage> open = List.of(message("1", null, large), message("2", null, large));

        assertThat(next(open, false)).extracting(SendRoundTest::ids).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void a_message_that_is_too_large_is_refused_and_the_next_goes() throws OutageException {
        BatchMessage large = message("1", null, "x".repeat(1_048_577));

        assertThat(ids(next(List.of(large, message("2", null, "x")), false).get(0)))
                .containsExactly("2");
        assertThat(large.state()).isEqualTo(BatchMessage.State.REFUSED);
        assertThat(large.reason()).contains("SQS takes at most 1048576");
    }

    @Test
    void what_comes_before_a_body_that_can_not_be_stored_goes() throws OutageException {
        List<BatchMessage> open = new ArrayList<>(messages(12));
        open.add(message("large", null, "x".repeat(2_000)));
        open.add(message("later", null, "x"));

        List<List<SendRound.Entry>> requests = SendRound.next(open, false, withStore(S3_OUT));

        assertThat(requests).extracting(List::size).containsExactly(10, 2);
        assertThat(open).allMatch(message -> message.state() == BatchMessage.State.OPEN);
    }

    @Test
    void a_body_that_can_not_be_stored_and_is_the_first_is_an_outage() {
        List<BatchMessage> open = List.of(message("large", null, "x".repeat(2_000)), message("later", null, "x"));

        assertThatExceptionOfType(OutageException.class)
                .isThrownBy(() -> SendRound.next(open, false, withStore(S3_OUT)))
                .withMessageContaining("PutObject on S3 bucket payloads failed");
    }

    @Test
    void a_message_whose_attributes_alone_are_too_large_is_refused_and_not_stored() throws OutageException {
        MappedMessage large = new MappedMessage(
                new Body.Text("x".repeat(1_048_577)), Headers.NONE, Map.of("note", "x".repeat(1_048_577)));
        BatchMessage message = new BatchMessage("1", null, large);

        assertThat(SendRound.next(List.of(message), false, withStore(NO_S3))).isEmpty();
        assertThat(message.reason()).contains("bytes without its body; SQS takes at most 1048576");
    }

    @Test
    void a_large_message_that_says_it_is_a_pointer_is_refused_and_not_stored() throws OutageException {
        MappedMessage posing = new MappedMessage(
                new Body.Text("x".repeat(1_048_577)), Headers.NONE, Map.of("ExtendedPayloadSize", "1"));
        BatchMessage message = new BatchMessage("1", null, posing);

        assertThat(SendRound.next(List.of(message), false, withStore(NO_S3))).isEmpty();
        assertThat(message.reason()).contains("ExtendedPayloadSize");
    }

    private static WireForm withStore(S3AsyncClient client) {
        return new WireForm(null, new PayloadStore(client, "payloads", 1000));
    }

    private static List<BatchMessage> messages(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> message("" + i, null, "x"))
                .toList();
    }

    private static List<List<SendRound.Entry>> next(List<BatchMessage> open, boolean fifo) throws OutageException {
        return SendRound.next(open, fifo, new WireForm(null, null));
    }

    private static List<String> ids(List<SendRound.Entry> entries) {
        return entries.stream().map(entry -> entry.message().id()).toList();
    }

    private static BatchMessage message(String id, String group, String text) {
        return new BatchMessage(id, group, new MappedMessage(new Body.Text(text), Headers.NONE, Map.of()));
    }
}
