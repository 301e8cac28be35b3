/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.sqs.MessageId;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.mapping.WireMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A queue that SQS clients and Artemis's own JMS client use. */
abstract class JmsFixture {

    @TempDir
    Path folder;

    TestBroker broker;
    MessageQueue sqs;
    ActiveMQConnectionFactory factory;
    JMSContext jms;
    Queue queue;

    @BeforeEach
    void start() throws Exception {
        broker = TestBroker.start(folder);
        sqs = broker.store()
                .create("orders", new QueueSettings(Map.of(), Map.of(), 0, 0, Long.MAX_VALUE, null))
                .join();
        factory = new ActiveMQConnectionFactory("vm://7");
        jms = factory.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        queue = jms.createQueue("orders");
    }

    @AfterEach
    void stop() throws Exception {
        jms.close();
        factory.close();
        broker.close();
    }

    UUID send(WireMessage wire, @Nullable String group) {
        UUID id = MessageId.next();
        sqs.send(List.of(new NewMessage(id, wire, "sender", System.currentTimeMillis(), 0, null, group)))
                .join();
        return id;
    }

    Message receive() {
        return receive(30_000);
    }

    Message receive(long waitMillis) {
        return jms.createConsumer(queue).receive(waitMillis);
    }
}
