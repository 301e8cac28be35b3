/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import dev.spillway.camel.AmqpBroker;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.ConnectionFactory;

/** The messages of Qpid JMS, of AMQP 1.0. */
class AmqpMappingTest extends JmsMappingContract {

    private AmqpBroker broker;

    @Override
    void startBroker() throws Exception {
        broker = new AmqpBroker();
    }

    @Override
    void stopBroker() throws Exception {
        broker.close();
    }

    @Override
    ConnectionFactory factory() throws Exception {
        return broker.factory();
    }

    /** Qpid JMS makes a text of a correlation id of bytes, and has no entry without a name. */
    @Override
    public boolean canHold(MappedMessage message) {
        return JmsLimits.hold(message)
                && message.headers().correlationIdBytes() == null
                && !(message.body() instanceof Body.Map map && map.entries().containsKey(""));
    }
}
