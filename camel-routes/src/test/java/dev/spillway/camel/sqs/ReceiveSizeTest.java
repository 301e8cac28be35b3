/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class ReceiveSizeTest {

    private final Backlog backlog = new Backlog();
    private final ReceiveSize size = new ReceiveSize(100, false, backlog);

    @Test
    void a_worker_begins_with_one_message() {
        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(1, 1);
    }

    @Test
    void as_long_as_the_queue_gives_all_that_is_asked_for_the_requests_double_up_to_a_batch() {
        size.received(messages(1, "1"));
        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(1, 10);
        size.received(messages(10, "1"));
        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(2, 10);
        size.received(messages(20, "1"));
        size.received(messages(40, "1"));
        size.received(messages(80, "1"));
        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(10, 10);
        size.received(messages(100, "1"));
        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(10, 10);
    }

    @Test
    void a_queue_that_gives_less_is_asked_for_that() {
        grow();
        size.received(messages(37, "1"));
        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(3, 10);
        size.received(messages(3, "1"));
        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(1, 10);
    }

    @Test
    void a_receive_that_brought_nothing_makes_the_other_workers_ask_with_one_request_again() {
        grow();

        backlog.end();

        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(1, 10);
        size.received(messages(10, "1"));
        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(2, 10);
    }

    @Test
    void a_receive_that_brought_nothing_does_not_make_a_worker_that_begins_ask_for_more() {
        backlog.end();

        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "3", "11"})
    void what_was_received_before_is_followed_by_one_alone(String receives) {
        grow();
        List<Message> messages = new ArrayList<>(messages(99, "1"));
        messages.add(message("x", receives));

        size.received(messages);

        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(1, 1);
    }

    @Test
    void a_batch_that_goes_back_is_followed_by_one_alone() {
        grow();

        size.beginAgain();

        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(1, 1);
    }

    @Test
    void large_messages_come_ten_at_a_time() {
        grow();

        size.received(Collections.nCopies(20, message("x".repeat(500_000), "1")));

        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(1, 10);
    }

    @Test
    void messages_that_would_be_too_large_twice_come_no_more_at_once() {
        size.received(messages(1, "1"));

        size.received(Collections.nCopies(10, message("x".repeat(500_000), "1")));

        assertThat(List.of(size.requests(), size.eachRequest())).containsExactly(1, 10);
    }

    @Test
    void where_messages_may_stand_for_larger_ones_one_request_is_enough() {
        ReceiveSize withPayloads = new ReceiveSize(100, true, backlog);
        withPayloads.received(messages(1, "1"));

        withPayloads.received(messages(10, "1"));

        assertThat(List.of(withPayloads.requests(), withPayloads.eachRequest())).containsExactly(1, 10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 10, 25, 1000})
    void no_more_is_asked_for_than_a_batch_may_have(int batchSize) {
        ReceiveSize some = new ReceiveSize(batchSize, false, backlog);
        int largest = 0;
        for (int i = 0; i < 12; i++) {
            int asked = some.requests() * some.eachRequest();
            largest = Math.max(largest, asked);
            some.received(messages(asked, "1"));
        }

        assertThat(largest).isLessThanOrEqualTo(batchSize).isGreaterThan(batchSize - 10);
    }

    private void grow() {
        for (int asked : List.of(1, 10, 20, 40, 80, 100)) {
            size.received(messages(asked, "1"));
        }
    }

    private static List<Message> messages(int count, String receives) {
        return Collections.nCopies(count, message("x", receives));
    }

    private static Message message(String body, String receives) {
        return Message.builder()
                .body(body)
                .attributes(Map.of(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, receives))
                .build();
    }
}
