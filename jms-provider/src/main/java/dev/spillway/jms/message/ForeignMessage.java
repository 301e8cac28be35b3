/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** Takes another provider's message for sending (Jakarta Messaging 3.1, section 3.12). */
public final class ForeignMessage {

    private ForeignMessage() {}

    /**
     * The message itself if it is this provider's, else a copy of its body, properties and settable headers.
     *
     * @throws MessageFormatException for {@code null}
     */
    public static SpillwayMessage adopt(Message message) throws JMSException {
        if (message == null) {
            throw new MessageFormatException("the message is null");
        }
        if (message instanceof SpillwayMessage own) {
            return own;
        }
        SpillwayMessage copy = copyBody(message);
        List<String> names = Collections.list(((Enumeration<?>) message.getPropertyNames())).stream()
                .map(String::valueOf)
                .toList();
        for (String name : names) {
            copy.properties().put(name, message.getObjectProperty(name));
        }
        copy.setJMSCorrelationID(message.getJMSCorrelationID());
        copy.setJMSReplyTo(message.getJMSReplyTo());
        copy.setJMSType(message.getJMSType());
        return copy;
    }

    private static SpillwayMessage copyBody(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return new SpillwayTextMessage(text.getText());
        }
        if (message instanceof BytesMessage bytes) {
            return copy(bytes);
        }
        if (message instanceof MapMessage map) {
            return copy(map);
        }
        if (message instanceof StreamMessage stream) {
            return copy(stream);
        }
        if (message instanceof ObjectMessage object) {
            SpillwayObjectMessage copy = new SpillwayObjectMessage();
            copy.setObject(object.getObject());
            return copy;
        }
        return new SpillwayMessage();
    }

    /** By reading to the end: {@code getBodyLength} is not what every message says it is. */
    private static SpillwayBytesMessage copy(BytesMessage bytes) throws JMSException {
        bytes.reset();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        for (int count = bytes.readBytes(part); count > 0; count = bytes.readBytes(part)) {
            content.write(part, 0, count);
        }
        return new SpillwayBytesMessage(content.toByteArray());
    }

    private static SpillwayMapMessage copy(MapMessage map) throws JMSException {
        SpillwayMapMessage copy = new SpillwayMapMessage();
        for (Object name : Collections.list((Enumeration<?>) map.getMapNames())) {
            copy.setObject((String) name, map.getObject((String) name));
        }
        return copy;
    }

    private static SpillwayStreamMessage copy(StreamMessage stream) throws JMSException {
        SpillwayStreamMessage copy = new SpillwayStreamMessage();
        stream.reset();
        while (true) {
            Object value;
            try {
                value = stream.readObject();
            } catch (MessageEOFException end) {
                return copy;
            }
            copy.writeObject(value);
        }
    }
}
