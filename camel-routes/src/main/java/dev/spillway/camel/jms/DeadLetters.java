/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that can't cross, sent on as they are: body, headers and properties stay, and three properties tell why. The
 * body is not read, so that one that can't be read goes too. They don't expire there.
 */
final class DeadLetters {

    /** Why the message did not cross. */
    static final String REASON = "SpillwayDeadLetterReason";

    /** The queue that it came from. */
    static final String QUEUE = "SpillwayDeadLetterQueue";

    /** JMSMessageID that it had there. */
    static final String MESSAGE_ID = "SpillwayDeadLetterMessageID";

    private static final String GROUP = "JMSXGroup";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    private final String queue;
    private final MessageProducer producer;

    DeadLetters(Session session, String queue, String deadLetterQueue) throws JMSException {
        this.queue = queue;
        this.producer = session.createProducer(session.createQueue(deadLetterQueue));
    }

    void send(Message message, String reason) throws JMSException {
        String id = message.getJMSMessageID();
        int deliveryMode = message.getJMSDeliveryMode();
        int priority = message.getJMSPriority();
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (Object each : Collections.list((Enumeration<?>) message.getPropertyNames())) {
            String name = String.valueOf(each);
            if (!name.startsWith("JMSX") || name.startsWith(GROUP)) {
                properties.put(name, message.getObjectProperty(name));
            }
        }
        message.clearProperties(); // they are read-only on a received message
        for (Map.Entry<String, @Nullable Object> property : properties.entrySet()) {
            try {
                message.setObjectProperty(property.getKey(), property.getValue());
            } catch (JMSException providersOwn) {
                LOG.warn("dead-lettered without the property '{}': {}", property.getKey(), providersOwn.toString());
            }
        }
        message.setStringProperty(REASON, reason);
        message.setStringProperty(QUEUE, queue);
        message.setStringProperty(MESSAGE_ID, id);
        producer.send(message, deliveryMode, priority, Message.DEFAULT_TIME_TO_LIVE);
    }
}
