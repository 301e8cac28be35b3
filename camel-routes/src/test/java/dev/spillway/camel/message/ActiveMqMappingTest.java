/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import dev.spillway.camel.ActiveMqClassic;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.ConnectionFactory;

/** The messages of ActiveMQ Classic's client. */
class ActiveMqMappingTest extends JmsMappingContract {

    private ActiveMqClassic broker;

    @Override
    void startBroker() throws Exception {
        broker = new ActiveMqClassic();
    }

    @Override
    void stopBroker() throws Exception {
        broker.close();
    }

    @Override
    ConnectionFactory factory() throws Exception {
        return broker.factory();
    }

    /** ActiveMQ makes a text of a correlation id of bytes, and has no entry without a name. */
    @Override
    public boolean canHold(MappedMessage message) {
        return JmsLimits.hold(message)
                && message.headers().correlationIdBytes() == null
                && !(message.body() instanceof Body.Map map && map.entries().containsKey(""));
    }
}
