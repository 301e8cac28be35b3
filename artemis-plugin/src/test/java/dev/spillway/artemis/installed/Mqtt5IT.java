/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.installed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.ReplyTo;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What MQTT 5 says beside a payload, to the queues that SQS clients use, in a broker of the stock distribution. */
@ExtendWith(SharedBroker.class)
class Mqtt5IT {

    private SqsSide sqs;
    private MqttClient mqtt;

    @BeforeEach
    void connect(InstalledBroker broker) throws MqttException {
        sqs = new SqsSide(broker.endpoint());
        mqtt = new MqttClient(
                "tcp://127.0.0.1:" + broker.port(), UUID.randomUUID().toString(), new MemoryPersistence());
        mqtt.setTimeToWait(20_000);
        mqtt.connect();
    }

    @AfterEach
    void close() throws MqttException {
        mqtt.disconnectForcibly(0, 1_000, false);
        mqtt.close(true);
        sqs.close();
    }

    @Test
    void user_properties_are_attributes() throws MqttException {
        MqttProperties properties = new MqttProperties();
        properties.setUserProperties(List.of(new UserProperty("color", "red"), new UserProperty("color", "blue")));
        publish(new byte[] {1, 2, -3}, properties);

        MappedMessage seen = sqs.receiveMapped();

        assertThat(seen.body()).isEqualTo(new Body.Bytes(new byte[] {1, 2, -3}));
        assertThat(seen.properties().values()).containsExactlyInAnyOrder("red", "blue");
        assertThat(seen.properties()).containsKey("color").hasSize(2);
    }

    @Test
    void a_payload_that_is_said_to_be_text_is_text() throws MqttException {
        MqttProperties properties = new MqttProperties();
        properties.setPayloadFormat(true);
        properties.setContentType("text/plain");
        publish("grüß Gott".getBytes(UTF_8), properties);

        MappedMessage seen = sqs.receiveMapped();

        assertThat(seen.body()).isEqualTo(new Body.Text("grüß Gott"));
        assertThat(seen.properties()).isEqualTo(Map.of("mqtt.content.type", "text/plain"));
    }

    @Test
    void correlation_data_and_response_topic_are_the_headers_of_a_request() throws MqttException {
        MqttProperties properties = new MqttProperties();
        properties.setCorrelationData(new byte[] {7, 8});
        properties.setResponseTopic("replies");
        publish(new byte[] {1}, properties);

        Headers seen = sqs.receiveMapped().headers();

        assertThat(seen.correlationIdBytes()).isEqualTo(new byte[] {7, 8});
        assertThat(seen.replyTo()).isEqualTo(new ReplyTo("replies", null));
    }

    @Test
    void an_SQS_attribute_named_as_what_Artemis_keeps_of_MQTT_does_not_steer_a_subscriber() throws Exception {
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        // The client's own convenience method would lose the listener.
        IMqttMessageListener listener = (topic, message) -> received.add(message.getPayload());
        mqtt.subscribe(
                new MqttSubscription[] {new MqttSubscription(sqs.queue, 1)}, new IMqttMessageListener[] {listener});

        sqs.send(new MappedMessage(
                new Body.Bytes(new byte[] {1, 2, -3}), Headers.NONE, Map.of("mqtt.user.property.exists", "many")));

        assertThat(received.poll(20, SECONDS)).containsExactly(1, 2, -3);
    }

    private void publish(byte[] payload, MqttProperties properties) throws MqttException {
        mqtt.publish(sqs.queue, new MqttMessage(payload, 1, false, properties));
    }
}
