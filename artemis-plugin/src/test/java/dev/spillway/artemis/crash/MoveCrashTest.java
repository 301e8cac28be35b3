/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Kills the broker in the middle of a message move task: no message is lost or doubled, and the task goes on. */
class MoveCrashTest {

    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";
    private static final int MESSAGES = 1_000;
    private static final int KILLS = 2;

    @TempDir
    Path data;

    @Test
    @Timeout(300)
    void every_message_is_in_one_of_the_queues_through_kills_and_the_task_goes_on() throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(data);
                SqsAsyncClient client = Load.client(broker.endpoint())) {
            fill(client);
            client.startMessageMoveTask(request -> request.sourceArn(ARN + "dead")
                            .destinationArn(ARN + "orders")
                            .maxNumberOfMessagesPerSecond(200))
                    .join();
            killAfter(broker, client, 100);
        }
        for (int kill = 2; kill <= KILLS; kill++) {
            try (BrokerProcess broker = BrokerProcess.start(data);
                    SqsAsyncClient client = Load.client(broker.endpoint())) {
                assertThat(task(client).status()).isEqualTo("RUNNING");
                killAfter(broker, client, 100 * kill);
            }
        }
        try (BrokerProcess broker = BrokerProcess.start(data);
                SqsAsyncClient client = Load.client(broker.endpoint())) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> task(client).status().equals("COMPLETED"));
            assertThat(bodies(client, "dead")).isEmpty();
            assertThat(bodies(client, "orders"))
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MESSAGES)
                            .mapToObj(Integer::toString)
                            .toList());
        }
    }

    private static void fill(SqsAsyncClient client) {
        String dead =
                client.createQueue(request -> request.queueName("dead")).join().queueUrl();
        client.createQueue(request -> request.queueName("orders")
                        .attributesWithStrings(Map.of(
                                "RedrivePolicy",
                                "{\"deadLetterTargetArn\":\"" + ARN + "dead\",\"maxReceiveCount\":5}")))
                .join();
        for (int batch = 0; batch < MESSAGES; batch += 10) {
            List<SendMessageBatchRequestEntry> entries = IntStream.range(batch, batch + 10)
                    .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                            .id("id" + i)
                            .messageBody(Integer.toString(i))
                            .build())
                    .toList();
            client.sendMessageBatch(request -> request.queueUrl(dead).entries(entries))
                    .join();
        }
    }

    private static void killAfter(BrokerProcess broker, SqsAsyncClient client, int moved) throws Exception {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> task(client).approximateNumberOfMessagesMoved() >= moved);
        broker.kill();
    }

    private static ListMessageMoveTasksResultEntry task(SqsAsyncClient client) {
        return client.listMessageMoveTasks(request -> request.sourceArn(ARN + "dead"))
                .join()
                .results()
                .get(0);
    }

    private static List<String> bodies(SqsAsyncClient client, String queue) {
        String url =
                client.getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
        List<String> bodies = new ArrayList<>();
        Load.drain(
                client,
                url,
                () -> receive(client, url),
                some -> some.forEach(message -> bodies.add(message.body())),
                bodies::size);
        return bodies;
    }

    private static List<Message> receive(SqsAsyncClient client, String url) {
        return client.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(600)
                        .waitTimeSeconds(1))
                .join()
                .messages();
    }
}
