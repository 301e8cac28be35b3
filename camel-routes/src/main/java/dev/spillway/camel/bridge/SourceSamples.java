/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.bridge.config.ManagementConfig;
import dev.spillway.camel.route.BatchConsumer;
import dev.spillway.camel.route.SourceLog;
import jakarta.jms.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Looks at the sources of the routes from time to time, in threads of its own: one for SQS and one for each broker, so that
 * none waits for another. A source that can't be looked at is not known; its route does not notice.
 */
final class SourceSamples implements AutoCloseable {

    private final Map<String, SourceSample> latest = new ConcurrentHashMap<>();
    private final Map<String, SourceLog> logs = new ConcurrentHashMap<>();
    private final List<JmsDepths> browsing = new ArrayList<>();
    private final @Nullable ScheduledExecutorService threads;

    private SourceSamples(@Nullable ScheduledExecutorService threads) {
        this.threads = threads;
    }

    /** Looks at once, and then as often as the configuration says. */
    static SourceSamples start(
            ManagementConfig config,
            List<RoutePlan> plans,
            SqsAsyncClient sqs,
            Map<String, ConnectionFactory> brokers) {
        if (config.sampleSeconds() == 0) {
            return new SourceSamples(null);
        }
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(brokers.size() + 1, task -> {
            Thread thread = new Thread(task, "spillway-bridge sources");
            thread.setDaemon(true);
            return thread;
        });
        SourceSamples samples = new SourceSamples(threads);
        List<RoutePlan> fromSqs = plans.stream().flatMap(RoutePlan::receiving).toList();
        SqsDepths depths = new SqsDepths(sqs, samples);
        threads.scheduleWithFixedDelay(() -> depths.look(fromSqs), 0, config.sampleSeconds(), TimeUnit.SECONDS);
        if (config.browse()) {
            plans.stream()
                    .filter(RoutePlan::isFromJms)
                    .collect(Collectors.groupingBy(plan -> plan.mapping().broker()))
                    .forEach((name, fromJms) -> {
                        JmsDepths broker = new JmsDepths(Objects.requireNonNull(brokers.get(name)), samples);
                        samples.browsing.add(broker);
                        threads.scheduleWithFixedDelay(
                                () -> broker.look(fromJms), 0, config.sampleSeconds(), TimeUnit.SECONDS);
                    });
        }
        return samples;
    }

    /** What is known, by the routes' ids. */
    Map<String, SourceSample> latest() {
        return Map.copyOf(latest);
    }

    void found(RoutePlan plan, SourceSample sample) {
        latest.put(plan.id(), sample);
        tell(plan, SourceLog::found);
    }

    void failed(RoutePlan plan, Throwable failure) {
        latest.remove(plan.id());
        if (threads == null || !threads.isShutdown()) {
            tell(plan, log -> log.lost(failure));
        }
    }

    private void tell(RoutePlan plan, Consumer<SourceLog> line) {
        try (MDC.MDCCloseable route = MDC.putCloseable(BatchConsumer.ROUTE, plan.id())) {
            line.accept(log(plan));
        }
    }

    private SourceLog log(RoutePlan plan) {
        return logs.computeIfAbsent(plan.id(), id -> new SourceLog("the depth of the source of route " + id));
    }

    /** Does not wait for a look that is under way. */
    @Override
    public void close() {
        if (threads != null) {
            threads.shutdownNow();
            browsing.forEach(JmsDepths::close);
        }
    }
}
