/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.camel.AmqpBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** AMQP 1.0 to an Artemis, by Qpid JMS in the folder of libraries. */
class Amqp10Test extends OtherBrokerContract {

    private static AmqpBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new AmqpBroker();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void its_client_is_on_no_class_path() {
        assertThat(getClass().getClassLoader().getResource("org/apache/qpid/jms/JmsConnectionFactory.class"))
                .isNull();
    }

    @Override
    String libraries() {
        return AmqpBroker.LIBRARIES.toAbsolutePath().toString();
    }

    @Override
    String className() {
        return "org.apache.qpid.jms.JmsConnectionFactory";
    }

    @Override
    String url() {
        return broker.url() + "?jms.prefetchPolicy.queuePrefetch=10";
    }

    @Override
    String brokersDeadLetterQueue() {
        return AmqpBroker.DEAD_LETTERS;
    }
}
