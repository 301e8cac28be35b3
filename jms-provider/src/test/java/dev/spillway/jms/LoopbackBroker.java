/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A broker for the tests of a class, which serves SQS on a free port of the loopback interface. */
public final class LoopbackBroker implements BeforeAllCallback, AfterAllCallback {

    private Path data;
    private SpillwayBroker broker;
    private SqsClient client;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        data = Files.createTempDirectory("loopback-broker");
        broker = SpillwayBroker.start(data, new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account()), null);
        client = SqsClient.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        client.close();
        broker.close();
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }

    public URI endpoint() {
        return broker.endpoint();
    }

    /** A client that knows nothing of JMS, over HTTP; closed with the broker. */
    public SqsClient client() {
        return client;
    }

    /** A client without HTTP, the caller's to close. */
    public SqsAsyncClient sqs() {
        return broker.sqs();
    }
}
