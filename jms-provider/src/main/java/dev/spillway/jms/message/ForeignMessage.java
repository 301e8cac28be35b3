/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.Collections;
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
        List<String> names = Collections.list(((java.util.Enumeration<?>) message.getPropertyNames())).stream()
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
            bytes.reset();
            byte[] content = new byte[Math.toIntExact(bytes.getBodyLength())];
            bytes.readBytes(content);
            return new SpillwayBytesMessage(content);
        }
        if (message instanceof MapMessage || message instanceof StreamMessage || message instanceof ObjectMessage) {
            throw new JMSException("not supported yet: sending a "
                    + message.getClass().getName() + "; send a TextMessage, a BytesMessage or a plain Message");
        }
        return new SpillwayMessage();
    }
}
