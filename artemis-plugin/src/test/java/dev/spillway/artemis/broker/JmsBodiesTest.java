/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.junit.jupiter.api.Test;

/** Bodies of every type between SQS and Artemis's own JMS client. */
class JmsBodiesTest extends JmsFixture {

    @Test
    void aMapFromSqsIsAMapMessage() throws Exception {
        Map<String, Object> entries = everyValue();
        send(SqsMapping.encode(new MappedMessage(new Body.Map(entries), Headers.NONE, Map.of())), null);
        MapMessage received = (MapMessage) receive();
        Map<String, Object> read = new LinkedHashMap<>();
        for (Object name : Collections.list(received.getMapNames())) {
            read.put((String) name, received.getObject((String) name));
        }
        assertThat(new Body.Map(read)).isEqualTo(new Body.Map(entries));
        assertThat(received.getChar("char")).isEqualTo('c');
    }

    @Test
    void aMapMessageIsReceivedBySqs() throws Exception {
        Map<String, Object> entries = everyValue();
        MapMessage sent = jms.createMapMessage();
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            sent.setObject(entry.getKey(), entry.getValue());
        }
        assertThat(bodyReceivedBySqs(sent)).isEqualTo(new Body.Map(entries));
    }

    @Test
    void anEmptyMapMessageIsReceivedBySqs() {
        assertThat(bodyReceivedBySqs(jms.createMapMessage())).isEqualTo(new Body.Map(Map.of()));
    }

    @Test
    void aStreamFromSqsIsAStreamMessage() throws Exception {
        Object[] values = everyValue().values().toArray();
        Body body = new Body.Stream(Arrays.asList(values));
        send(SqsMapping.encode(new MappedMessage(body, Headers.NONE, Map.of())), null);
        StreamMessage received = (StreamMessage) receive();
        List<Object> read = new ArrayList<>();
        for (Object expected : values) {
            read.add(received.readObject());
        }
        assertThat(new Body.Stream(read)).isEqualTo(body);
        assertThatThrownBy(received::readObject).isInstanceOf(MessageEOFException.class);
    }

    @Test
    void aStreamMessageIsReceivedBySqs() throws Exception {
        List<Object> values = new ArrayList<>(everyValue().values());
        StreamMessage sent = jms.createStreamMessage();
        for (Object value : values) {
            sent.writeObject(value);
        }
        assertThat(bodyReceivedBySqs(sent)).isEqualTo(new Body.Stream(values));
    }

    @Test
    void anObjectMessageIsReceivedBySqsInItsSerialisedForm() throws Exception {
        Body body = bodyReceivedBySqs(jms.createObjectMessage("a"));
        assertThat(body).isEqualTo(new Body.Serialized(Base64.getDecoder().decode("rO0ABXQAAWE=")));
    }

    @Test
    void anObjectMessageWithoutAnObjectIsReceivedBySqs() {
        assertThat(bodyReceivedBySqs(jms.createObjectMessage())).isEqualTo(new Body.Serialized(new byte[0]));
    }

    @Test
    void anObjectFromSqsIsAnObjectMessage() throws Exception {
        send(new WireMessage("rO0ABXQAAWE=", Map.of("JMS_SQSMessageType", Attribute.string("object"))), null);
        assertThat(((ObjectMessage) receive()).getObject()).isEqualTo("a");
    }

    @Test
    void aLargeMapMessageIsReceivedBySqs() throws Exception {
        byte[] content = new byte[400_000];
        MapMessage sent = jms.createMapMessage();
        sent.setBytes("content", content);
        assertThat(bodyReceivedBySqs(sent)).isEqualTo(new Body.Map(Map.of("content", content)));
    }

    @Test
    void aBodyThatIsNotInTheFormOfItsTypeIsItsBytes() throws Exception {
        try (ServerLocator locator = ActiveMQClient.createServerLocator("vm://7");
                ClientSessionFactory sessions = locator.createSessionFactory();
                ClientSession session = sessions.createSession();
                ClientProducer producer = session.createProducer("orders")) {
            for (byte type : new byte[] {
                org.apache.activemq.artemis.api.core.Message.MAP_TYPE,
                org.apache.activemq.artemis.api.core.Message.STREAM_TYPE,
                org.apache.activemq.artemis.api.core.Message.OBJECT_TYPE
            }) {
                ClientMessage message = session.createMessage(type, true);
                message.getBodyBuffer().writeBytes(new byte[] {77, 1, 2, 3, 4});
                producer.send(message);
            }
        }
        assertThat(sqs.receive(10, 30_000, 30_000).join())
                .hasSize(3)
                .allSatisfy(message -> assertThat(
                                SqsMapping.decode(message.content()).body())
                        .isEqualTo(new Body.Bytes(new byte[] {77, 1, 2, 3, 4})));
    }

    private Body bodyReceivedBySqs(Message sent) {
        jms.createProducer().send(queue, sent);
        ReceivedMessage received = sqs.receive(1, 30_000, 30_000).join().get(0);
        return SqsMapping.decode(received.content()).body();
    }

    private static Map<String, Object> everyValue() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("boolean", true);
        values.put("byte", Byte.MIN_VALUE);
        values.put("short", Short.MAX_VALUE);
        values.put("char", 'c');
        values.put("int", Integer.MIN_VALUE);
        values.put("long", Long.MAX_VALUE);
        values.put("float", Float.NaN);
        values.put("double", -0.0);
        values.put("string", "Grüße & mehr");
        values.put("empty", "");
        values.put("bytes", new byte[] {1, 2, -3});
        values.put("nothing", null);
        return values;
    }
}
