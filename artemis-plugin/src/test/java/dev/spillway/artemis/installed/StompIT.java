/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.installed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A STOMP client on the queues that SQS clients use, in a broker of the stock distribution. */
@ExtendWith(SharedBroker.class)
class StompIT {

    private SqsSide sqs;
    private StompClient stomp;

    @BeforeEach
    void connect(InstalledBroker broker) throws IOException {
        sqs = new SqsSide(broker.endpoint());
        stomp = new StompClient(broker.port());
    }

    @AfterEach
    void close() throws IOException {
        stomp.close();
        sqs.close();
    }

    @Test
    void a_text_is_received_by_SQS_with_the_headers_of_its_frame_as_properties() throws IOException {
        stomp.sendAndWait("SEND", Map.of("destination", sqs.queue, "customer", "x"), "Grüße");

        MappedMessage seen = sqs.receiveMapped();

        assertThat(seen.body()).isEqualTo(new Body.Text("Grüße"));
        assertThat(seen.properties()).isEqualTo(Map.of("customer", "x", "destination", sqs.queue, "receipt", "r"));
    }

    @Test
    void a_body_with_a_length_is_received_by_SQS_as_bytes() throws IOException {
        stomp.sendAndWait("SEND", Map.of("destination", sqs.queue, "content-length", "3"), "a\0b");

        assertThat(sqs.receiveMapped().body()).isEqualTo(new Body.Bytes(new byte[] {'a', 0, 'b'}));
    }

    @Test
    void a_text_from_SQS_is_received_with_its_properties_as_headers() throws IOException {
        sqs.send(new MappedMessage(new Body.Text("Grüße"), Headers.NONE, Map.of("customer", "x", "count", 5)));

        subscribe("auto");

        StompClient.Frame received = stomp.expect("MESSAGE");
        assertThat(received.text()).isEqualTo("Grüße");
        assertThat(received.headers()).containsEntry("customer", "x").containsEntry("count", "5");
    }

    @Test
    void bytes_from_SQS_are_received() throws IOException {
        sqs.send(new MappedMessage(new Body.Bytes(new byte[] {'a', 0, 'b'}), Headers.NONE, Map.of()));

        subscribe("auto");

        assertThat(stomp.expect("MESSAGE").body()).containsExactly('a', 0, 'b');
    }

    @Test
    void what_a_STOMP_client_holds_is_in_flight_and_comes_back_when_it_is_gone() throws IOException {
        sqs.send(new MappedMessage(new Body.Text("a"), Headers.NONE, Map.of()));
        subscribe("client");
        stomp.expect("MESSAGE");
        assertThat(sqs.attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                .isEqualTo("1");

        stomp.close();

        assertThat(sqs.receive().attributes()).containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2");
    }

    private void subscribe(String ack) throws IOException {
        stomp.send("SUBSCRIBE", Map.of("id", "1", "destination", sqs.queue, "ack", ack), "");
    }
}
