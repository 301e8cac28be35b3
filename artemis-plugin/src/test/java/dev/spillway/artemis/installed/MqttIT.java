/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.installed;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An MQTT client on the queues that SQS clients use, in a broker of the stock distribution. */
@ExtendWith(SharedBroker.class)
class MqttIT {

    private InstalledBroker broker;
    private SqsSide sqs;
    private MqttClient mqtt;

    @BeforeEach
    void connect(InstalledBroker installed) throws MqttException {
        broker = installed;
        sqs = new SqsSide(broker.endpoint());
        mqtt = new MqttClient(
                "tcp://127.0.0.1:" + broker.port(), UUID.randomUUID().toString(), new MemoryPersistence());
        mqtt.setTimeToWait(20_000);
        mqtt.connect();
    }

    @AfterEach
    void close() throws MqttException {
        mqtt.disconnectForcibly(0, 1_000);
        mqtt.close(true);
        sqs.close();
    }

    @Test
    void what_is_published_to_a_queues_name_is_received_by_SQS_as_bytes() throws MqttException {
        mqtt.publish(sqs.queue, new byte[] {1, 2, -3}, 1, false);

        MappedMessage seen = sqs.receiveMapped();

        assertThat(seen.body()).isEqualTo(new Body.Bytes(new byte[] {1, 2, -3}));
        assertThat(seen.properties()).isEmpty();
    }

    @Test
    void a_subscriber_to_a_queues_name_takes_what_SQS_sends_from_the_queue() throws Exception {
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        mqtt.subscribe(sqs.queue, 1, (topic, message) -> received.add(message.getPayload()));

        sqs.send(new MappedMessage(new Body.Bytes(new byte[] {1, 2, -3}), Headers.NONE, Map.of()));

        assertThat(received.poll(20, SECONDS)).containsExactly(1, 2, -3);
        assertThat(sqs.poll()).isEmpty();
    }

    @Test
    void what_is_published_reaches_the_queue_after_a_STOMP_client_sent_to_it() throws Exception {
        try (StompClient stomp = new StompClient(broker.port())) {
            stomp.sendAndWait("SEND", Map.of("destination", sqs.queue), "a");
        }
        sqs.delete(sqs.receive());

        mqtt.publish(sqs.queue, new byte[] {1, 2, -3}, 1, false);

        assertThat(sqs.receiveMapped().body()).isEqualTo(new Body.Bytes(new byte[] {1, 2, -3}));
    }

    @Test
    void a_subscriber_takes_from_the_queue_after_a_STOMP_client_sent_to_it() throws Exception {
        try (StompClient stomp = new StompClient(broker.port())) {
            stomp.sendAndWait("SEND", Map.of("destination", sqs.queue), "a");
        }
        sqs.delete(sqs.receive());
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        mqtt.subscribe(sqs.queue, 1, (topic, message) -> received.add(message.getPayload()));

        sqs.send(new MappedMessage(new Body.Bytes(new byte[] {1, 2, -3}), Headers.NONE, Map.of()));

        assertThat(received.poll(20, SECONDS)).containsExactly(1, 2, -3);
        assertThat(sqs.poll()).isEmpty();
    }
}
