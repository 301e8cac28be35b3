/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.message.SpillwayBytesMessage;
import dev.spillway.jms.message.SpillwayMapMessage;
import dev.spillway.jms.message.SpillwayMessage;
import dev.spillway.jms.message.SpillwayObjectMessage;
import dev.spillway.jms.message.SpillwayStreamMessage;
import dev.spillway.jms.message.SpillwayTextMessage;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** The part of a session that makes messages. */
abstract sealed class MessageFactory implements Session permits WithoutTopics {

    abstract void requireOpen() throws JMSException;

    @Override
    public BytesMessage createBytesMessage() throws JMSException {
        requireOpen();
        return new SpillwayBytesMessage();
    }

    @Override
    public MapMessage createMapMessage() throws JMSException {
        requireOpen();
        return new SpillwayMapMessage();
    }

    @Override
    public Message createMessage() throws JMSException {
        requireOpen();
        return new SpillwayMessage();
    }

    @Override
    public ObjectMessage createObjectMessage() throws JMSException {
        requireOpen();
        return new SpillwayObjectMessage();
    }

    @Override
    public ObjectMessage createObjectMessage(@Nullable Serializable object) throws JMSException {
        ObjectMessage message = createObjectMessage();
        message.setObject(object);
        return message;
    }

    @Override
    public StreamMessage createStreamMessage() throws JMSException {
        requireOpen();
        return new SpillwayStreamMessage();
    }

    @Override
    public TextMessage createTextMessage() throws JMSException {
        return createTextMessage(null);
    }

    @Override
    public TextMessage createTextMessage(@Nullable String text) throws JMSException {
        requireOpen();
        return new SpillwayTextMessage(text);
    }
}
