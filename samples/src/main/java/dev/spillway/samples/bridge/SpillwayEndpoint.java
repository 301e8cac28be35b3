/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.bridge;

import dev.spillway.artemis.standalone.Main;
import dev.spillway.jms.SpillwayConnectionFactory;
import dev.spillway.samples.process.Processes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The SQS API, served by what {@code spillway-broker.jar} runs. */
final class SpillwayEndpoint {

    private static final Pattern SERVES = Pattern.compile("SQS endpoint +(http://\\S+)");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private SpillwayEndpoint() {}

    /** Starts it in a process, on a free port, and returns when it serves. */
    static URI start(Processes processes) throws IOException, InterruptedException {
        Path data = processes.folder().resolve("spillway-data");
        List<String> options = List.of("--port=0", "--jms-port=0", "--data=" + data);
        return URI.create(processes
                .start("spillway-broker", Main.class, options, Map.of())
                .awaitOutput(SERVES, LIMIT)
                .group(1));
    }

    /** Makes the queues that {@code bridge.yaml} names, as an administrator does. */
    static void createQueues(URI endpoint) {
        try (SqsAsyncClient sqs = SqsAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build()) {
            sqs.createQueue(request ->
                            request.queueName("orders.fifo").attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                    .join();
            sqs.createQueue(request -> request.queueName("replies")).join();
            sqs.createQueue(request -> request.queueName("dead-replies")).join();
        }
    }

    /** For JMS applications. */
    static SpillwayConnectionFactory connectionFactory(URI endpoint) {
        return new SpillwayConnectionFactory("spillway:" + endpoint + "?region=us-east-1&accessKey=any&secretKey=any");
    }
}
