/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import dev.spillway.artemis.installed.SharedBroker;
import dev.spillway.artemis.installed.TemporaryFolder;
import dev.spillway.artemis.wire.QueryEraSqs;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Clients of the servers. Each server starts when it is first asked for and stops when all tests have run. */
final class SqsServers implements AutoCloseable {

    private final Map<Backend, SqsAsyncClient> clients = new EnumMap<>(Backend.class);
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final ExtensionContext tests;
    private @Nullable SpillwayBroker broker;

    private SqsServers(ExtensionContext tests) {
        this.tests = tests;
    }

    synchronized SqsAsyncClient client(Backend backend) throws IOException {
        SqsAsyncClient known = clients.get(backend);
        if (known != null) {
            return known;
        }
        SqsAsyncClient client = switch (backend) {
            case IN_PROCESS -> broker().sqs();
            case HTTP -> sdkClient(broker().endpoint());
            case QUERY -> QueryEraSqs.client(broker().endpoint());
            case INSTALLED -> sdkClient(SharedBroker.of(tests).endpoint());
            case ELASTICMQ -> sdkClient(elasticMq());
        };
        started.push(client);
        clients.put(backend, client);
        return client;
    }

    private SpillwayBroker broker() throws IOException {
        if (broker == null) {
            TemporaryFolder data = TemporaryFolder.create();
            started.push(data);
            SpillwayConfig any = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account());
            broker = SpillwayBroker.start(data.path(), any, null);
            started.push(broker);
        }
        return broker;
    }

    private URI elasticMq() {
        SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .withAWSRegion("us-east-1")
                .start();
        started.push(server::stopAndWait);
        return URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    }

    private static SqsAsyncClient sdkClient(URI endpoint) {
        return SqsAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("contract", "secret")))
                .build();
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    /** Gives the servers to whoever has a parameter of this type. */
    static final class Resolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SqsServers.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(SqsServers.class, key -> new SqsServers(context.getRoot()), SqsServers.class);
        }
    }
}
