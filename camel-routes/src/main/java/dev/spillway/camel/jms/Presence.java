/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;

/**
 * Whether a broker has a queue, which Jakarta Messaging has no question for. Clients tell when a message is sent, by an
 * {@link jakarta.jms.InvalidDestinationException}; but Artemis makes a queue that isn't there, and so is asked before.
 */
final class Presence {

    private Presence() {}

    /** Whether the queue is there, or its client tells later. */
    static boolean isThere(Session session, String queue) throws JMSException {
        return !session.getClass().getName().startsWith(Receiver.ARTEMIS) || Artemis.isThere(session, queue);
    }

    /** Apart, since Artemis's client needn't be on the class path. */
    private static final class Artemis {

        static boolean isThere(Session session, String queue) throws JMSException {
            if (!(session instanceof ActiveMQSession artemis)) {
                return true;
            }
            try {
                return artemis.getCoreSession()
                        .queueQuery(SimpleString.of(queue))
                        .isExists();
            } catch (ActiveMQException failure) {
                JMSException failed = new JMSException("whether queue " + queue + " is there: " + failure.getMessage());
                failed.initCause(failure);
                throw failed;
            }
        }
    }
}
