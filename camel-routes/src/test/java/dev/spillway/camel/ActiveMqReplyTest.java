/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import jakarta.jms.ConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Requesters on ActiveMQ Classic, by its own client, which tells that a temporary queue is gone. */
class ActiveMqReplyTest extends OtherBrokerReplyContract {

    private static ActiveMqClassic broker;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new ActiveMqClassic();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @Override
    ConnectionFactory factory() throws Exception {
        return broker.factory();
    }

    @Override
    void whereTheLateReplyIs(String goneQueue) {
        isDeadLettered();
    }
}
