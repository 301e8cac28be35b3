/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.MessageQueue.Counts;
import dev.spillway.artemis.store.MessageQueue.VisibilityChange;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.QueueSettings.Redrive;
import dev.spillway.artemis.store.Receipt;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.WireMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Visibility time-outs go on through restarts of the broker, whether the messages are in memory or lie in page files, of
 * which Artemis reads the last ones late.
 */
@Timeout(120)
class VisibilityAfterRestartTest {

    private static final int MESSAGES = 300;
    private static final long VISIBILITY = 3_600_000;

    /** More than what passes while polls wait. */
    private static final long REST = 1_800_000;

    @TempDir
    Path folder;

    private ManualTimer timer = new ManualTimer();
    private AddressSettings settings = new AddressSettings();
    private TestBroker broker;
    private MessageQueue queue;

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    private enum Where {
        MEMORY(new AddressSettings()),
        PAGE_FILES(new AddressSettings()
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(40 * 1024)
                .setPageSizeBytes(20 * 1024));

        private final AddressSettings settings;

        Where(AddressSettings settings) {
            this.settings = settings;
        }
    }

    @ParameterizedTest
    @CsvSource({"orders, MEMORY", "orders, PAGE_FILES", "orders.fifo, MEMORY", "orders.fifo, PAGE_FILES"})
    void what_is_in_flight_stays_so_until_its_time_is_over(String name, Where where) throws Exception {
        start(name, where);
        List<ReceivedMessage> first = receive(MESSAGES);
        send(MESSAGES, MESSAGES + 20);
        timer.advance(VISIBILITY - REST);
        restart();

        assertThat(queue.counts().join()).isEqualTo(new Counts(20, MESSAGES, 0));
        assertThat(receive(20)).extracting(ReceivedMessage::receiveCount).containsOnly(1);
        assertThat(poll()).isEmpty();
        timer.advance(REST);
        restart();

        List<ReceivedMessage> again = receive(MESSAGES);
        assertThat(bodies(again)).containsExactlyInAnyOrderElementsOf(bodies(first));
        assertThat(again).extracting(ReceivedMessage::receiveCount).containsOnly(2);
    }

    @ParameterizedTest
    @CsvSource({"orders, MEMORY", "orders, PAGE_FILES", "orders.fifo, MEMORY", "orders.fifo, PAGE_FILES"})
    void receipts_from_before_a_restart_delete(String name, Where where) throws Exception {
        start(name, where);
        List<ReceivedMessage> received = receive(MESSAGES);
        restart();

        List<ReceivedMessage> even = IntStream.range(0, MESSAGES)
                .filter(i -> i % 2 == 0)
                .mapToObj(received::get)
                .toList();
        assertThat(queue.delete(receipts(even)).join()).isEmpty();
        assertIsThere(new Counts(0, MESSAGES / 2, 0));
        // What is deleted before it was read from its page file is not forgotten by the next restart.
        restart();
        assertIsThere(new Counts(0, MESSAGES / 2, 0));
        timer.advance(VISIBILITY);
        restart();
        List<ReceivedMessage> odd = receive(MESSAGES / 2);
        assertThat(bodies(odd)).doesNotContainAnyElementsOf(bodies(even)).hasSize(MESSAGES / 2);
        queue.delete(receipts(odd)).join();
        assertIsThere(new Counts(0, 0, 0));
        broker.close();
        assertThat(TestBroker.recordsLeft(folder)).isZero();
        broker = TestBroker.start(folder, settings, timer);
    }

    @ParameterizedTest
    @CsvSource({"orders, MEMORY", "orders, PAGE_FILES", "orders.fifo, MEMORY", "orders.fifo, PAGE_FILES"})
    void receipts_from_before_a_restart_change_the_visibility(String name, Where where) throws Exception {
        start(name, where);
        List<ReceivedMessage> received = receive(MESSAGES);
        restart();

        List<ReceivedMessage> returned = received.subList(0, MESSAGES / 2);
        List<ReceivedMessage> extended = received.subList(MESSAGES / 2, MESSAGES);
        change(returned, 0);
        change(extended, 2 * VISIBILITY);
        assertThat(queue.changeVisibility(returned.get(0).receipt(), 1_000).join())
                .isFalse();
        timer.advance(VISIBILITY);
        restart();

        assertThat(queue.isVisible(returned.get(0).receipt()).join()).isTrue();
        assertThat(queue.isVisible(extended.get(0).receipt()).join()).isFalse();
        assertThat(bodies(receive(MESSAGES / 2))).containsExactlyInAnyOrderElementsOf(bodies(returned));
        assertThat(poll()).isEmpty();
        assertThat(queue.changeVisibility(extended.get(0).receipt(), 0).join()).isTrue();
        assertThat(bodies(receive(1))).isEqualTo(bodies(extended.subList(0, 1)));
    }

    @ParameterizedTest
    @EnumSource
    void a_group_is_locked_though_the_message_in_flight_was_not_read_yet(Where where) throws Exception {
        start("orders.fifo", where, 0);
        send(0, 10, "g");
        List<ReceivedMessage> group = receive(10);
        // What lies between the group's messages makes its last one be read late.
        restart();
        change(group.subList(0, 9), 0);
        assertThat(poll()).isEmpty();
        restart();
        assertThat(poll()).isEmpty();
        assertThat(queue.delete(receipts(group.subList(9, 10))).join()).isEmpty();

        assertThat(bodies(receive(9))).isEqualTo(bodies(group.subList(0, 9)));
    }

    @ParameterizedTest
    @EnumSource
    void jms_consumers_get_what_was_in_flight_when_its_time_is_over(Where where) throws Exception {
        start("orders", where);
        List<ReceivedMessage> received = receive(MESSAGES);
        send(MESSAGES, MESSAGES + 1);
        restart();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://7");
                JMSContext jms = factory.createContext();
                JMSConsumer consumer = jms.createConsumer(jms.createQueue("orders"))) {
            assertThat(text(consumer.receive(30_000))).isEqualTo(Integer.toString(MESSAGES));
            queue.delete(receipts(received.subList(0, 10))).join();
            // What was offered before that message has been taken off the queue then.
            queue.counts().join();
            timer.advance(VISIBILITY);

            List<String> bodies = new ArrayList<>();
            for (int i = 10; i < MESSAGES; i++) {
                Message message = consumer.receive(30_000);
                assertThat(message.getIntProperty("JMSXDeliveryCount")).isEqualTo(2);
                bodies.add(text(message));
            }
            assertThat(bodies).containsExactlyInAnyOrderElementsOf(bodies(received.subList(10, MESSAGES)));
        }
        assertIsThere(new Counts(0, 0, 0));
    }

    @Test
    void jms_consumers_of_a_fifo_queue_do_not_overtake_what_is_in_flight() throws Exception {
        start("orders.fifo", Where.MEMORY, 0);
        send(0, 3, "g");
        List<ReceivedMessage> first = receive(1);
        restart();
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("vm://7");
                JMSContext jms = factory.createContext();
                JMSConsumer consumer = jms.createConsumer(jms.createQueue("orders.fifo"))) {
            send(3, 4, "other");
            // Which of the two gets the other group is Artemis's choice; nobody gets this one.
            assertThat(poll()).extracting(ReceivedMessage::groupId).doesNotContain("g");
            Message message = consumer.receiveNoWait();
            assertThat(message == null ? "other" : message.getStringProperty("JMSXGroupID"))
                    .isEqualTo("other");
            queue.delete(receipts(first)).join();

            assertThat(bodies(receive(2))).containsSubsequence("1", "2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_last_receive_before_a_redrive_has_its_time(Where where) throws Exception {
        start("orders", where);
        broker.store().create("dead", settings(null)).join();
        queue.update(settings(new Redrive("dead", 1))).join();
        receive(MESSAGES);
        restart();

        assertThat(poll()).isEmpty();
        assertThat(queue.counts().join()).isEqualTo(new Counts(0, MESSAGES, 0));
        timer.advance(VISIBILITY);
        restart();

        await().atMost(60, SECONDS).untilAsserted(() -> {
            assertThat(poll()).isEmpty();
            assertThat(broker.store().find("dead").orElseThrow().counts().join())
                    .isEqualTo(new Counts(MESSAGES, 0, 0));
        });
    }

    @ParameterizedTest
    @CsvSource({"orders, MEMORY", "orders, PAGE_FILES", "orders.fifo, MEMORY", "orders.fifo, PAGE_FILES"})
    void a_purge_takes_what_is_in_flight_too(String name, Where where) throws Exception {
        start(name, where);
        receive(MESSAGES / 2);
        restart();
        queue.purge().join();

        assertIsThere(new Counts(0, 0, 0));
        timer.advance(VISIBILITY);
        send(0, 5);
        assertThat(bodies(receive(5))).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    private void start(String name, Where where) throws Exception {
        start(name, where, MESSAGES);
    }

    private void start(String name, Where where, int messages) throws Exception {
        settings = where.settings;
        broker = TestBroker.start(folder, settings, timer);
        queue = broker.store().create(name, settings(null)).join();
        send(0, messages);
    }

    /** Time is to pass before it: it must not while messages are being read, as no time passes between two steps of a broker. */
    private void restart() throws Exception {
        broker.close();
        timer = timer.next();
        broker = TestBroker.start(folder, settings, timer);
        queue = broker.store().find(queue.name()).orElseThrow();
    }

    private static QueueSettings settings(@Nullable Redrive redrive) {
        return new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, redrive);
    }

    private void assertIsThere(Counts counts) {
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(queue.counts().join()).isEqualTo(counts));
    }

    /** Each in a group of its own. */
    private void send(int from, int to) {
        send(from, to, null);
    }

    private void send(int from, int to, @Nullable String group) {
        for (int i = from; i < to; i++) {
            String own = group != null ? group : queue.name().endsWith(".fifo") ? "g" + i : null;
            queue.send(List.of(new NewMessage(
                            MessageId.next(),
                            new WireMessage(i + " ".repeat(1_000), Map.of()),
                            "sender",
                            timer.clock().millis(),
                            0,
                            null,
                            own)))
                    .join();
        }
    }

    private List<ReceivedMessage> receive(int count) {
        List<ReceivedMessage> all = new ArrayList<>();
        await().atMost(60, SECONDS).pollInterval(1, MILLISECONDS).until(() -> {
            all.addAll(poll(Math.min(10, count - all.size())));
            return all.size() == count;
        });
        return all;
    }

    private List<ReceivedMessage> poll() {
        return poll(10);
    }

    /** What a short poll brings. While messages lie in page files it waits for a second of the timer's. */
    private List<ReceivedMessage> poll(int max) {
        var received = queue.receive(max, VISIBILITY, 0);
        await().atMost(60, SECONDS).pollInterval(50, MILLISECONDS).until(() -> {
            if (!received.isDone()) {
                timer.advance(1_000);
            }
            return received.isDone();
        });
        return received.join();
    }

    private void change(List<ReceivedMessage> received, long visibilityMillis) {
        assertThat(queue.changeVisibility(received.stream()
                                .map(message -> new VisibilityChange(message.receipt(), visibilityMillis))
                                .toList())
                        .join())
                .containsOnly(true);
    }

    private static List<Receipt> receipts(List<ReceivedMessage> received) {
        return received.stream().map(ReceivedMessage::receipt).toList();
    }

    private static List<String> bodies(List<ReceivedMessage> received) {
        return received.stream()
                .map(message -> message.content().body().strip())
                .toList();
    }

    private static String text(Message message) throws JMSException {
        return message.getBody(String.class).strip();
    }
}
