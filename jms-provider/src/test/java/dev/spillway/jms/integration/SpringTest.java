/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.jms.listener.DefaultMessageListenerContainer;

/** Spring's JMS classes, as an application uses them, over the provider. */
class SpringTest {

    @TempDir
    Path data;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private SpillwayConnectionFactory factory;
    private JmsTemplate template;

    @BeforeEach
    void open() {
        factory = new SpillwayConnectionFactory("spillway:embedded?data=" + data + "&createDestinations=true");
        template = new JmsTemplate(factory);
        template.setReceiveTimeout(10_000);
    }

    @AfterEach
    void close() {
        factory.close();
    }

    @Test
    void a_template_sends_and_receives() throws JMSException {
        template.convertAndSend("orders", "hello", message -> {
            message.setIntProperty("count", 5);
            return message;
        });

        TextMessage message = (TextMessage) template.receive("orders");

        assertThat(message.getText()).isEqualTo("hello");
        assertThat(message.getIntProperty("count")).isEqualTo(5);
    }

    @Test
    void a_template_works_over_springs_cached_connections() {
        CachingConnectionFactory cached = new CachingConnectionFactory(factory);
        JmsTemplate caching = new JmsTemplate(cached);
        caching.setReceiveTimeout(10_000);
        for (int i = 0; i < 5; i++) {
            caching.convertAndSend("orders", "order " + i);
            assertThat(caching.receiveAndConvert("orders")).isEqualTo("order " + i);
        }
        cached.destroy();
    }

    @Test
    void a_listener_container_delivers_and_a_failed_message_again() {
        template.convertAndSend("orders", "fails once");
        template.convertAndSend("orders", "fine");
        DefaultMessageListenerContainer container = container(Session.CLIENT_ACKNOWLEDGE);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(received).containsExactlyInAnyOrder("fails once", "fine", "fails once again"));

        container.destroy();
    }

    @Test
    void a_transacted_container_passes_messages_on_once_though_a_listener_throws() {
        template.setSessionTransacted(true);
        CachingConnectionFactory cached = new CachingConnectionFactory(factory);
        JmsTemplate inTransaction = new JmsTemplate(cached);
        inTransaction.setSessionTransacted(true);
        inTransaction.setReceiveTimeout(10_000);
        DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
        container.setConnectionFactory(cached);
        container.setDestinationName("orders");
        container.setSessionTransacted(true);
        container.setTransactionManager(new JmsTransactionManager(cached));
        container.setMessageListener((jakarta.jms.MessageListener) message -> {
            try {
                inTransaction.convertAndSend("shipped", ((TextMessage) message).getText());
                if (!message.getJMSRedelivered()) {
                    throw new IllegalStateException("after sending, which must not count");
                }
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
        container.afterPropertiesSet();
        container.start();

        template.convertAndSend("orders", "lamps");

        assertThat(template.receiveAndConvert("shipped")).isEqualTo("lamps");
        template.setReceiveTimeout(500);
        assertThat(template.receiveAndConvert("shipped")).isNull();
        container.destroy();
        cached.destroy();
        assertThat(template.receiveAndConvert("orders")).isNull();
    }

    private DefaultMessageListenerContainer container(int acknowledgement) {
        DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
        container.setConnectionFactory(factory);
        container.setDestinationName("orders");
        container.setSessionAcknowledgeMode(acknowledgement);
        container.setConcurrentConsumers(3);
        container.setMessageListener((jakarta.jms.MessageListener) message -> {
            try {
                boolean again = message.getJMSRedelivered();
                String text = ((TextMessage) message).getText();
                received.add(again ? text + " again" : text);
                if (text.startsWith("fails") && !again) {
                    throw new IllegalStateException("not now");
                }
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        });
        container.afterPropertiesSet();
        container.start();
        return container;
    }
}
