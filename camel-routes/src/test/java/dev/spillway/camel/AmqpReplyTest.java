/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Requesters on an Artemis that they reach by AMQP 1.0. */
class AmqpReplyTest extends OtherBrokerReplyContract {

    private static AmqpBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new AmqpBroker();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Override
    ConnectionFactory factory() throws Exception {
        return broker.factory();
    }

    /** Artemis makes the queue anew for who sends by AMQP, and AMQP has no question whether one is there. */
    @Override
    void whereTheLateReplyIs(String goneQueue) throws Exception {
        try (JMSContext context = factory().createContext()) {
            assertThat(context.createConsumer(context.createQueue(goneQueue))
                            .receiveBody(String.class, TestBroker.SOON.toMillis()))
                    .isEqualTo("Seven");
        }
    }
}
