/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.sqs.MoveTasks;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.MessageQueue.Counts;
import dev.spillway.artemis.store.MessageQueue.Moved;
import dev.spillway.artemis.store.MessageQueue.Obstacle;
import dev.spillway.artemis.store.MoveTask;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.QueueSettings.Redrive;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.WireMessage;
import jakarta.jms.JMSContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Into a dead-letter queue and back: what a copy keeps of its original. */
class RedriveTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    Path folder;

    private TestBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        broker.close();
    }

    @Test
    void a_message_with_a_duplicate_id_of_Artemis_is_redriven_as_often_as_it_fails() throws Exception {
        MessageQueue dead = create("dead", null);
        MessageQueue orders = create("orders", new Redrive("dead", 1));
        sendByJms("orders", "once");
        for (int i = 0; i < 3; i++) {
            assertThat(fail(orders)).hasSize(1);
            assertThat(fail(orders)).isEmpty();
            assertThat(dead.move(10, "orders").join()).isEqualTo(new Moved(1, null));
        }
    }

    @Test
    void a_duplicate_id_is_good_for_the_queue_that_it_was_sent_to() throws Exception {
        MessageQueue orders = create("orders", null);
        MessageQueue other = create("other", null);
        sendByJms("orders", "once");
        assertThat(orders.move(10, "other").join()).isEqualTo(new Moved(1, null));

        sendByJms("orders", "once");
        sendByJms("other", "once");

        assertThat(orders.receive(10, 30_000, 0).join()).isEmpty();
        assertThat(other.receive(10, 30_000, 0).join()).hasSize(2);
    }

    @Test
    void a_message_goes_back_only_to_a_queue_that_it_may_go_back_to() throws Exception {
        MessageQueue dead = create("dead", null);
        MessageQueue orders = create("orders", new Redrive("dead", 1));
        MessageQueue secret = create("secret", null);
        sendFrom("secret", "dead");

        assertThat(dead.moveBack(10, Set.of("orders")).join()).isEqualTo(new Moved(0, Obstacle.NO_SOURCE));

        assertThat(dead.counts().join()).isEqualTo(new Counts(1, 0, 0));
        assertThat(List.of(orders.counts().join(), secret.counts().join())).containsOnly(new Counts(0, 0, 0));
    }

    @Test
    void a_move_task_keeps_to_the_queues_that_its_caller_may_send_to_after_a_restart() throws Exception {
        create("dead", null);
        create("orders", new Redrive("dead", 1));
        create("secret", null);
        sendFrom("orders", "dead");
        sendFrom("secret", "dead");
        MoveTask task = new MoveTask(
                "task", "dead", null, Set.of("orders", "others"), null, MoveTask.Status.RUNNING, 0, 2, 1, null);
        broker.store().moveTasks().store(task).join();
        broker.close();
        broker = TestBroker.start(folder);

        try (MoveTasks tasks = new MoveTasks(broker.store())) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> tasks.of("dead").get(0).status() == MoveTask.Status.FAILED);
            assertThat(tasks.of("dead").get(0)).isEqualTo(task.withMore(1).failed("CouldNotDetermineMessageSource"));
        }
        assertThat(find("orders").counts().join()).isEqualTo(new Counts(1, 0, 0));
        assertThat(find("dead").counts().join()).isEqualTo(new Counts(1, 0, 0));
        assertThat(find("secret").counts().join()).isEqualTo(new Counts(0, 0, 0));
    }

    @Test
    void a_message_from_a_queue_that_is_gone_says_so() throws Exception {
        MessageQueue dead = create("dead", null);
        sendFrom("gone", "dead");

        assertThat(dead.moveBack(10, Set.of("orders")).join()).isEqualTo(new Moved(0, Obstacle.NO_DESTINATION));
    }

    @Test
    void the_retention_of_a_standard_dead_letter_queue_counts_from_the_first_send() {
        MessageQueue dead = create("dead", null);
        MessageQueue orders = create("orders", new Redrive("dead", 1));
        long sentAt = System.currentTimeMillis() - DAY;
        orders.send(List.of(message(sentAt, null))).join();
        fail(orders);
        fail(orders);

        retain(dead, DAY / 2);

        assertThat(dead.receive(1, 30_000, 0).join()).isEmpty();
    }

    @Test
    void the_retention_of_a_FIFO_dead_letter_queue_counts_from_the_redrive() {
        MessageQueue dead = create("dead.fifo", null);
        MessageQueue orders = create("orders.fifo", new Redrive("dead.fifo", 1));
        long sentAt = System.currentTimeMillis() - DAY;
        orders.send(List.of(message(sentAt, "group"))).join();
        fail(orders);
        fail(orders);

        retain(dead, DAY / 2);

        List<ReceivedMessage> received = dead.receive(1, 30_000, 30_000).join();
        assertThat(received)
                .singleElement()
                .satisfies(message -> assertThat(message.sentAt()).isGreaterThan(sentAt + DAY / 2));
    }

    private MessageQueue create(String name, @Nullable Redrive redrive) {
        return broker.store()
                .create(name, new QueueSettings(Map.of(), Map.of(), 1, 1, 4 * DAY, redrive))
                .join();
    }

    private MessageQueue find(String name) {
        return broker.store().find(name).orElseThrow();
    }

    private static void retain(MessageQueue queue, long millis) {
        queue.update(new QueueSettings(Map.of(), Map.of(), 1, 1, millis, null)).join();
    }

    private static List<ReceivedMessage> fail(MessageQueue queue) {
        return queue.receive(1, 0, 500).join();
    }

    private static NewMessage message(long sentAt, @Nullable String group) {
        return new NewMessage(MessageId.next(), new WireMessage("poison", Map.of()), "sender", sentAt, 0, null, group);
    }

    /** As redrive would do it; by a core client, which may set whatever it likes. */
    private static void sendFrom(String source, String deadLetterQueue) throws Exception {
        try (ServerLocator locator = ActiveMQClient.createServerLocator("vm://7");
                ClientSessionFactory sessions = locator.createSessionFactory();
                ClientSession session = sessions.createSession();
                ClientProducer producer = session.createProducer(deadLetterQueue)) {
            ClientMessage message = session.createMessage(true);
            message.putStringProperty(CoreMapping.HIDDEN + "Source", source);
            producer.send(message);
        }
    }

    private static void sendByJms(String queue, String duplicateId) {
        try (var factory = new ActiveMQConnectionFactory("vm://7");
                JMSContext jms = factory.createContext()) {
            jms.createProducer()
                    .setProperty(Message.HDR_DUPLICATE_DETECTION_ID.toString(), duplicateId)
                    .send(jms.createQueue(queue), "poison");
        }
    }
}
