/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What an administrator sees of the plugin. That it serves SQS there is in the contract: {@code SqsInstalledIT}. */
class InstalledBrokerIT {

    @TempDir
    Path folder;

    private InstalledBroker broker;

    @AfterEach
    void stop() throws InterruptedException {
        broker.close();
    }

    @Test
    void a_message_is_still_there_when_the_broker_was_stopped_and_started_again() throws Exception {
        broker = InstalledBroker.create(folder.resolve("broker")).start();
        try (SqsAsyncClient sqs = SqsSide.client(broker.endpoint())) {
            String queue = sqs.createQueue(r -> r.queueName("orders")).join().queueUrl();
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("kept")).join();
        }

        broker.stop();
        assertThat(broker.output()).doesNotContain("ERROR", "Exception");
        broker.start();

        try (SqsAsyncClient sqs = SqsSide.client(broker.endpoint())) {
            String queue = sqs.getQueueUrl(r -> r.queueName("orders")).join().queueUrl();
            assertThat(sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(10))
                            .join()
                            .messages())
                    .extracting(Message::body)
                    .containsExactly("kept");
        }
    }

    @Test
    void a_wrong_property_stops_the_start_and_the_nearest_one_is_named() throws Exception {
        broker = InstalledBroker.create(
                folder.resolve("broker"), BrokerXml.linesOfTheReadme().replace("key=\"port\"", "key=\"prot\""));

        Process process = broker.run();

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(broker.output()).contains("unknown property 'prot': did you mean 'port'?");
    }
}
