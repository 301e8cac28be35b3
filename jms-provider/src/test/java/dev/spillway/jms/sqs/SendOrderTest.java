/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Whether a service keeps the order of sending, and how what was hidden keeps it when it is shown again. */
class SendOrderTest {

    private final ScriptedReceiver scripted = new ScriptedReceiver(10, 1, 10);
    private final SendOrder order = new SendOrder();

    @AfterEach
    void close() {
        scripted.close();
    }

    private SqsDelivery sentAt(long millis, String receiveCount, String headers) {
        String id = "m" + millis;
        return new SqsDelivery(
                Message.builder()
                        .messageId(id)
                        .receiptHandle(id)
                        .body("text")
                        .attributes(Map.of(
                                MessageSystemAttributeName.SENT_TIMESTAMP,
                                Long.toString(millis),
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                receiveCount))
                        .messageAttributes(Map.of(
                                "JMS_SpillwayHeaders",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue(headers)
                                        .build()))
                        .build(),
                scripted.channel,
                scripted.keeper);
    }

    private SqsDelivery sentAt(long millis) {
        return sentAt(millis, "1", "timestamp=" + millis);
    }

    @Test
    void nothing_is_known_of_a_service_before_messages_have_come() {
        assertThat(order.isKept()).isFalse();
    }

    @Test
    void messages_that_come_as_they_were_sent_show_that_the_order_is_kept() {
        order.received(List.of(sentAt(1_000), sentAt(1_500)));
        // senders overtake each other by a little
        order.received(List.of(sentAt(1_450), sentAt(1_600)));

        assertThat(order.isKept()).isTrue();
    }

    @Test
    void a_message_that_was_sent_long_before_one_that_came_shows_that_it_is_not() {
        order.received(List.of(sentAt(1_000), sentAt(1_500)));
        order.received(List.of(sentAt(1_200)));

        assertThat(order.isKept()).isFalse();
    }

    @Test
    void what_comes_again_or_was_delayed_or_is_of_lower_priority_shows_nothing() {
        order.received(List.of(sentAt(1_000), sentAt(5_000)));
        order.received(List.of(
                sentAt(1_100, "2", "timestamp=1100"),
                sentAt(1_200, "1", "timestamp=1200&deliveryTime=4200"),
                sentAt(1_300, "1", "priority=1&timestamp=1300")));

        assertThat(order.isKept()).isTrue();
    }

    @Test
    void what_was_hidden_is_shown_in_the_order_of_its_sending_one_request_after_the_other() {
        Parked parked = new Parked(scripted.channel);
        parked.add(IntStream.range(6, 12).mapToObj(this::sentAt).toList(), 0);
        parked.add(IntStream.range(0, 6).mapToObj(this::sentAt).toList(), 0);
        scripted.sqs.changes.clear();
        scripted.sqs.onChange = request -> null;

        parked.show(0);

        assertThat(scripted.changes())
                .allMatch(change -> change.visibilityTimeout() == 0)
                .extracting(ChangeMessageVisibilityBatchRequestEntry::receiptHandle)
                .containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
    }
}
