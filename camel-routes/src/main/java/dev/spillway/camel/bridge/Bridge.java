/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.bridge.config.BridgeConfig;
import dev.spillway.camel.bridge.config.ConfigException;
import dev.spillway.camel.bridge.config.MappingConfig;
import dev.spillway.camel.bridge.config.S3Config;
import jakarta.jms.ConnectionFactory;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The routes of a configuration file, which don't run before they are started. */
final class Bridge implements AutoCloseable {

    /** How long routes may take to finish what they hold when the bridge ends. */
    private static final int DRAIN_SECONDS = 30;

    private final DefaultCamelContext camel;
    private final BridgeConfig config;
    private final Map<String, ConnectionFactory> brokers;
    private final SqsAsyncClient sqs;
    private final @Nullable S3AsyncClient s3;
    private final SqsRequests requests;
    private List<RoutePlan> made = List.of();
    private @Nullable SourceSamples sources;
    private @Nullable Management management;

    private Bridge(
            DefaultCamelContext camel,
            BridgeConfig config,
            Map<String, ConnectionFactory> brokers,
            SqsAsyncClient sqs,
            @Nullable S3AsyncClient s3,
            SqsRequests requests) {
        this.camel = camel;
        this.config = config;
        this.brokers = brokers;
        this.sqs = sqs;
        this.s3 = s3;
        this.requests = requests;
    }

    /**
     * Makes the clients, and connects to nothing yet.
     *
     * @throws ConfigException if something is wrong with the file, or what it names isn't there
     */
    static Bridge of(Path file, Map<String, String> environment) {
        DefaultCamelContext camel = new DefaultCamelContext();
        BridgeConfig config = BridgeConfig.read(file, environment, Templates.load(camel));
        Logs.use(config.logging());
        ConnectionFactories factories = new ConnectionFactories(config.libraries());
        Map<String, ConnectionFactory> brokers = new LinkedHashMap<>();
        config.brokers().forEach((name, broker) -> brokers.put(name, factories.make(broker)));
        SqsRequests requests = new SqsRequests();
        try {
            S3Config s3 = config.aws().s3();
            return new Bridge(
                    camel,
                    config,
                    brokers,
                    AwsClients.sqs(config.aws(), requests),
                    s3 == null ? null : AwsClients.s3(config.aws(), s3),
                    requests);
        } catch (SdkException e) {
            throw new ConfigException(file + ": aws: " + e.getMessage());
        }
    }

    SqsAsyncClient sqs() {
        return sqs;
    }

    /** Of the bucket that the configuration names; {@code null} if it names none. */
    @Nullable S3Check s3() {
        S3Config bucket = config.aws().s3();
        return s3 == null || bucket == null ? null : new S3Check(s3, bucket.bucket());
    }

    Map<String, ConnectionFactory> brokers() {
        return brokers;
    }

    List<MappingConfig> mappings() {
        return config.mappings();
    }

    /**
     * The routes of all mappings, not yet made.
     *
     * @throws ConfigException if a pattern has no queues, or SQS can't say which
     */
    List<RoutePlan> plan() {
        return mappings().stream().flatMap(mapping -> plan(mapping).stream()).toList();
    }

    /** As {@link #plan()}, of one mapping. */
    List<RoutePlan> plan(MappingConfig mapping) {
        if (mapping.queues().isEmpty()) {
            return List.of(new RoutePlan(mapping.id(), mapping, mapping.parameters()));
        }
        try {
            return new QueueNames(sqs)
                    .of(mapping).stream()
                            .map(queue -> new RoutePlan(mapping.id() + "-" + queue, mapping, mapping.parameters(queue)))
                            .toList();
        } catch (CompletionException e) {
            throw new ConfigException(mapping.place() + ": the queues of SQS can't be listed: "
                    + (e.getCause() == null ? e : e.getCause()).getMessage());
        }
    }

    /**
     * Makes the routes, and runs none.
     *
     * @throws ConfigException if a parameter is missing or out of its range
     */
    void make(List<RoutePlan> plans) {
        prepare();
        plans.forEach(this::make);
        made = plans;
    }

    /** Before the first route is {@linkplain #make(RoutePlan) made}. */
    void prepare() {
        camel.getRegistry().bind("client", sqs);
        brokers.forEach(
                (name, factory) -> camel.getRegistry().bind("broker:" + name, ConnectionFactory.class, factory));
        camel.setAutoStartup(false);
        camel.getShutdownStrategy().setTimeout(DRAIN_SECONDS);
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        camel.start();
    }

    /** As {@link #make(List)}, one route. */
    void make(RoutePlan plan) {
        try {
            TemplatedRouteBuilder.builder(camel, plan.mapping().template())
                    .routeId(plan.id())
                    .parameter("client", "#client")
                    .parameter("connectionFactory", "#broker:" + plan.mapping().broker())
                    .parameters(s3Parameters())
                    .parameters(new LinkedHashMap<>(plan.parameters()))
                    .add();
        } catch (RuntimeException e) {
            throw new ConfigException(plan.mapping().place() + ": route " + plan.id() + ": " + reason(e));
        }
    }

    /** What is behind a failure, with the parameter that it is of where Camel says that. */
    private static String reason(Throwable failure) {
        String parameter = "";
        Throwable cause = failure;
        while (cause.getCause() != null) {
            if (cause instanceof PropertyBindingException binding) {
                parameter = binding.getPropertyName() + ": "; // the value may be a secret
            }
            cause = cause.getCause();
        }
        return parameter + cause.getMessage();
    }

    private Map<String, Object> s3Parameters() {
        S3Config bucket = config.aws().s3();
        if (s3 == null || bucket == null) {
            return Map.of();
        }
        camel.getRegistry().bind("s3", s3);
        return Map.of("s3Client", "#s3", "s3Bucket", bucket.bucket(), "s3Threshold", bucket.threshold());
    }

    /** Runs the routes that were made; returns where health and metrics are. */
    InetSocketAddress start() {
        SourceSamples samples = SourceSamples.start(config.management(), made, sqs, brokers);
        sources = samples;
        Management started =
                Management.start(config.management(), camel, () -> Exposition.of(camel, samples, requests));
        management = started;
        try {
            camel.getRouteController().startAllRoutes();
        } catch (Exception e) {
            throw new ConfigException("the routes can't be started: " + e.getMessage());
        }
        return started.address();
    }

    /** Lets the routes finish what they hold. */
    @Override
    public void close() {
        camel.stop();
        if (management != null) {
            management.close();
        }
        if (sources != null) {
            sources.close();
        }
        sqs.close();
        if (s3 != null) {
            s3.close();
        }
    }
}
