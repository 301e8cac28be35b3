/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import dev.spillway.mapping.Body;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The five kinds of bodies, and none (Jakarta Messaging 3.1, section 3.11). */
final class JmsBodies {

    private static final int PART = 8_192;

    private JmsBodies() {}

    static Body read(Message message) throws JMSException {
        if (message instanceof TextMessage text) {
            return new Body.Text(text.getText());
        }
        if (message instanceof BytesMessage bytes) {
            return new Body.Bytes(content(bytes));
        }
        if (message instanceof MapMessage map) {
            return new Body.Map(entries(map));
        }
        if (message instanceof StreamMessage stream) {
            return new Body.Stream(values(stream));
        }
        if (message instanceof ObjectMessage object) {
            return new Body.Serialized(TrustedObjects.write(object.getObject()));
        }
        return new Body.Empty();
    }

    static Message write(Body body, Session session, TrustedObjects trusted) throws JMSException {
        if (body instanceof Body.Text text) {
            return session.createTextMessage(text.text());
        }
        if (body instanceof Body.Bytes bytes) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(bytes.content());
            return message;
        }
        if (body instanceof Body.Map map) {
            MapMessage message = session.createMapMessage();
            for (Map.Entry<String, @Nullable Object> entry : map.entries().entrySet()) {
                message.setObject(entry.getKey(), entry.getValue());
            }
            return message;
        }
        if (body instanceof Body.Stream stream) {
            StreamMessage message = session.createStreamMessage();
            for (Object value : stream.values()) {
                message.writeObject(value);
            }
            return message;
        }
        if (body instanceof Body.Serialized object) {
            ObjectMessage message = session.createObjectMessage();
            if (object.content().length > 0) {
                message.setObject(trusted.read(object.content()));
            }
            return message;
        }
        return session.createMessage();
    }

    /** By reading to the end: {@code getBodyLength} is not what every message says it is. */
    private static byte[] content(BytesMessage bytes) throws JMSException {
        bytes.reset();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] part = new byte[PART];
        for (int count = bytes.readBytes(part); count > 0; count = bytes.readBytes(part)) {
            content.write(part, 0, count);
        }
        bytes.reset();
        return content.toByteArray();
    }

    private static Map<String, @Nullable Object> entries(MapMessage map) throws JMSException {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        for (Object each : Collections.list((Enumeration<?>) map.getMapNames())) {
            String name = String.valueOf(each);
            entries.put(name, map.getObject(name));
        }
        return entries;
    }

    /** Reset afterwards too: the message may be sent on to a dead-letter destination. */
    private static List<@Nullable Object> values(StreamMessage stream) throws JMSException {
        stream.reset();
        List<@Nullable Object> values = new ArrayList<>();
        try {
            while (true) {
                values.add(stream.readObject());
            }
        } catch (MessageEOFException end) {
            stream.reset();
            return values;
        }
    }
}
