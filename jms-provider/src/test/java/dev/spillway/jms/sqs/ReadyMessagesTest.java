/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Jakarta Messaging 3.1, section 3.4.10: messages of higher priority before those of lower, where that is possible. */
class ReadyMessagesTest {

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong now = new AtomicLong();
    private final QueueChannel channel = new QueueChannel(sqs.urls(), "orders", SqsSettings.DEFAULT, timer, null);
    private final VisibilityKeeper keeper =
            new VisibilityKeeper(channel, Duration.ofSeconds(30), timer, now::get, JmsMetrics.NONE);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private SqsDelivery received(String id, int priority) {
        Headers headers = new Headers(null, null, null, null, priority, true, 0, 0, 0);
        WireMessage wire = SqsMapping.encode(new MappedMessage(new Body.Text("b"), headers, Map.of()));
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        for (Map.Entry<String, Attribute> each : wire.attributes().entrySet()) {
            attributes.put(
                    each.getKey(),
                    MessageAttributeValue.builder()
                            .dataType(each.getValue().dataType())
                            .stringValue(each.getValue().stringValue())
                            .build());
        }
        SqsDelivery delivery = new SqsDelivery(
                Message.builder()
                        .messageId(id)
                        .receiptHandle(id)
                        .body(wire.body())
                        .messageAttributes(attributes)
                        .build(),
                channel,
                keeper);
        keeper.keep(delivery);
        return delivery;
    }

    private static List<String> taken(ReadyMessages ready) {
        List<String> ids = new ArrayList<>();
        for (SqsDelivery next = ready.take(each -> true); next != null; next = ready.take(each -> true)) {
            ids.add(next.messageId());
        }
        return ids;
    }

    @Test
    void higher_priorities_come_first_and_equal_ones_in_the_order_of_their_arrival() {
        ReadyMessages ready = new ReadyMessages(false);
        ready.add(received("low", 1));
        ready.add(received("first", 4));
        ready.add(received("urgent", 9));
        ready.add(received("second", 4));

        assertThat(ready.size()).isEqualTo(4);
        assertThat(taken(ready)).containsExactly("urgent", "first", "second", "low");
        assertThat(ready.size()).isZero();
    }

    @Test
    void the_messages_of_one_answer_are_ranked() {
        ReadyMessages ready = new ReadyMessages(false);

        assertThat(ready.ranked(List.of(received("low", 0), received("urgent", 8), received("normal", 4))))
                .extracting(SqsDelivery::messageId)
                .containsExactly("urgent", "normal", "low");
    }

    @Test
    void a_fifo_queue_keeps_its_order_whatever_the_priorities() {
        ReadyMessages ready = new ReadyMessages(true);
        ready.add(received("low", 1));
        ready.add(received("urgent", 9));

        assertThat(taken(ready)).containsExactly("low", "urgent");
    }

    @Test
    void what_is_visible_to_others_again_is_passed_over() {
        ReadyMessages ready = new ReadyMessages(false);
        ready.add(received("late", 9));
        now.addAndGet(Duration.ofSeconds(31).toNanos());
        ready.add(received("live", 4));

        assertThat(taken(ready)).containsExactly("live");
    }
}
