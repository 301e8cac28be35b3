/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.camel.ActiveMqClassic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** ActiveMQ Classic, by its own client in the folder of libraries. */
class ActiveMqClassicTest extends OtherBrokerContract {

    private static ActiveMqClassic broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new ActiveMqClassic();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Test
    void its_client_is_on_no_class_path() {
        assertThat(getClass().getClassLoader().getResource("org/apache/activemq/ActiveMQConnectionFactory.class"))
                .isNull();
    }

    @Override
    String libraries() {
        return ActiveMqClassic.LIBRARIES.toAbsolutePath().toString();
    }

    @Override
    String className() {
        return "org.apache.activemq.ActiveMQConnectionFactory";
    }

    @Override
    String url() {
        return broker.url() + "?jms.prefetchPolicy.queuePrefetch=10";
    }

    /** Where the client sends what was delivered seven times. */
    @Override
    String brokersDeadLetterQueue() {
        return "ActiveMQ.DLQ";
    }
}
