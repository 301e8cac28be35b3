/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.BothEnds;
import dev.spillway.camel.MortalFactory;
import dev.spillway.camel.TestBroker;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the broker counts as delivered, with Artemis's own client. */
class JmsLinkTest {

    private static final int MESSAGES = 20;

    @TempDir
    static Path data;

    private static TestBroker broker;

    private final String queue = BothEnds.newName("linked");
    private final MortalFactory factory = new MortalFactory(broker.url());

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @AfterEach
    void closeFactory() {
        factory.close();
    }

    @Test
    void it_fetches_ahead_after_a_transaction_of_new_messages() throws JMSException {
        send(MESSAGES);
        try (JmsLink link = link()) {
            receive(link, 1);
            assertThat(waiting()).isEqualTo(MESSAGES - 1);

            link.commit();

            awaitWaiting(0);
        }
    }

    @Test
    void what_it_fetched_ahead_goes_back_uncounted_when_it_closes() throws JMSException {
        send(MESSAGES);
        try (JmsLink link = link()) {
            receive(link, 1);
            link.commit();
            awaitWaiting(0);
        }

        assertThat(deliveries(MESSAGES - 1)).containsOnly(1);
    }

    @Test
    void what_it_fetched_ahead_counts_once_when_it_dies_and_then_only_what_it_holds() throws JMSException {
        send(MESSAGES);
        JmsLink first = link();
        receive(first, 1);
        first.commit();
        awaitWaiting(0);
        factory.cut();
        awaitWaiting(MESSAGES - 1);

        JmsLink second = link();
        for (int next = 2; next < 6; next++) {
            assertThat(receive(second, 100)).containsExactly(Integer.toString(next));
            assertThat(waiting()).isEqualTo(MESSAGES - next);
            second.commit();
        }
        receive(second, 100);
        factory.cut();
        awaitWaiting(MESSAGES - 5);

        assertThat(deliveries(MESSAGES - 5))
                .startsWith(3)
                .filteredOn(count -> count == 2)
                .hasSize(MESSAGES - 6);
        assertThatThrownBy(second::commit).isInstanceOf(JMSException.class);
    }

    @Test
    void once_what_was_delivered_before_is_through_it_fetches_ahead_again() throws JMSException {
        send(2);
        JmsLink first = link();
        receive(first, 2);
        factory.cut();
        awaitWaiting(2);
        send(MESSAGES);
        try (JmsLink link = link()) {
            for (int i = 0; i < 2; i++) {
                assertThat(receive(link, 1)).hasSize(1);
                link.commit();
            }
            assertThat(receive(link, 1)).hasSize(1);
            assertThat(waiting()).isEqualTo(MESSAGES - 1);

            link.commit();

            awaitWaiting(0);
        }
    }

    @Test
    void it_fetches_no_more_ahead_than_the_connection_factory_says() throws JMSException {
        factory.setConsumerWindowSize(0);
        send(MESSAGES);
        try (JmsLink link = link()) {
            for (int next = 1; next < 4; next++) {
                assertThat(receive(link, 1)).containsExactly(Integer.toString(next));
                assertThat(waiting()).isEqualTo(MESSAGES - next);
                link.commit();
            }
        }
    }

    @Test
    void a_queue_that_the_broker_makes_by_itself_stays_while_it_is_consumed() throws JMSException {
        try (JmsLink link = link()) {
            send(1);
            assertThat(receive(link, 1)).hasSize(1);
            link.commit();
            send(1);
            assertThat(receive(link, 1)).hasSize(1);
            link.rollback();
            assertThat(receive(link, 1)).hasSize(1);
            link.commit();
            assertThat(waiting()).isZero();
        }
    }

    private void send(int count) throws JMSException {
        broker.sendToJms(
                queue,
                context -> IntStream.rangeClosed(1, count)
                        .<Message>mapToObj(number -> context.createTextMessage(Integer.toString(number)))
                        .toList());
    }

    private JmsLink link() throws JMSException {
        return JmsLink.open(new ConsumerSettings(factory, queue, queue + ".dead", 100));
    }

    /** The texts of a batch, of so many at most. */
    private static List<String> receive(JmsLink link, int max) throws JMSException {
        Intake intake = new Intake((message, id) -> new MappedMessage(new Body.Empty(), Headers.NONE, Map.of()), max);
        link.receive(intake, BothEnds.SOON);
        List<String> texts = new ArrayList<>();
        for (Message message : intake.received()) {
            texts.add(message.getBody(String.class));
        }
        return texts;
    }

    /** How many messages the broker has given to nobody. */
    private int waiting() throws JMSException {
        return broker.depthOfJms(queue);
    }

    /** How often each of the messages was delivered, with this time, in their order. */
    private List<Integer> deliveries(int count) throws JMSException {
        List<Integer> deliveries = new ArrayList<>();
        for (Message message : broker.receiveFromJms(Message.class, queue, count)) {
            deliveries.add(message.getIntProperty("JMSXDeliveryCount"));
        }
        return deliveries;
    }

    private void awaitWaiting(int count) {
        await().atMost(BothEnds.SOON).until(() -> waiting() == count);
    }
}
