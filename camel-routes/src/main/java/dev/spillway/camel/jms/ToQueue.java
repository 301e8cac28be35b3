/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.message.MessageIds;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** All messages go to one queue. */
record ToQueue(String queue) implements Addressing {

    @Override
    public Destination destination(Session session) throws JMSException {
        return session.createQueue(queue);
    }

    @Override
    public Addressed address(MappedMessage message, String messageId, Session session) {
        return new Addressed(MessageIds.arriving(message, messageId), null);
    }

    @Override
    public String toString() {
        return "queue '" + queue + "'";
    }
}
