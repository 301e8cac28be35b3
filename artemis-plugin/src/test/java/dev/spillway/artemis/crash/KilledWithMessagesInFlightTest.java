/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What was in flight when the broker was killed is so when it is back: hidden, and its receipts are good. */
class KilledWithMessagesInFlightTest {

    @TempDir
    Path data;

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders.fifo"})
    @Timeout(180)
    void messages_in_flight_stay_hidden_through_a_kill_and_their_receipts_are_good(String name) throws Exception {
        List<Message> received = new ArrayList<>();
        try (BrokerProcess broker = BrokerProcess.start(data);
                SqsAsyncClient client = Load.client(broker.endpoint())) {
            client.createQueue(request -> request.queueName(name)
                            .attributes(
                                    name.endsWith(".fifo")
                                            ? Map.of(
                                                    QueueAttributeName.FIFO_QUEUE, "true",
                                                    QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true")
                                            : Map.of()))
                    .join();
            send(client, name, "a");
            send(client, name, "b");
            while (received.size() < 2) {
                received.addAll(receive(client, name));
            }
            // Behind the receives in the journal: once it is answered they are on disk too.
            send(client, name, "c");
            broker.kill();
        }
        try (BrokerProcess broker = BrokerProcess.start(data);
                SqsAsyncClient client = Load.client(broker.endpoint())) {
            assertThat(receive(client, name)).extracting(Message::body).containsExactly("c");

            client.deleteMessage(request -> request.queueUrl(url(client, name))
                            .receiptHandle(received.get(0).receiptHandle()))
                    .join();
            client.changeMessageVisibility(request -> request.queueUrl(url(client, name))
                            .receiptHandle(received.get(1).receiptHandle())
                            .visibilityTimeout(0))
                    .join();

            assertThat(receive(client, name)).singleElement().satisfies(again -> {
                assertThat(again.body()).isEqualTo(received.get(1).body());
                assertThat(Load.count(again)).isEqualTo(2);
            });
        }
    }

    private static String url(SqsAsyncClient client, String name) {
        return client.getQueueUrl(request -> request.queueName(name)).join().queueUrl();
    }

    /** In a group of its own, so that those of a FIFO queue don't wait for one another. */
    private static void send(SqsAsyncClient client, String name, String body) {
        client.sendMessage(request ->
                        request.queueUrl(url(client, name)).messageBody(body).messageGroupId(body))
                .join();
    }

    private static List<Message> receive(SqsAsyncClient client, String name) {
        return client.receiveMessage(request -> request.queueUrl(url(client, name))
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(3_600)
                        .waitTimeSeconds(20)
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .join()
                .messages();
    }
}
