/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;

/**
 * Meters by Micrometer, which has to be on the class path:
 *
 * <ul>
 *   <li>{@code spillway.jms.requests}, a timer, by {@code operation} and {@code outcome}
 *   <li>{@code spillway.jms.batch.size}, a distribution of messages a request, by {@code operation}
 *   <li>{@code spillway.jms.redeliveries} and {@code spillway.jms.heartbeats}, counters of messages
 *   <li>{@code spillway.jms.prefetched} and {@code spillway.jms.in.flight}, gauges of messages, by {@code queue}
 * </ul>
 *
 * One object serves any number of factories.
 */
public final class MicrometerMetrics implements JmsMetrics {

    private final MeterRegistry registry;
    private final Counter redeliveries;
    private final Counter heartbeats;
    private final ConcurrentHashMap<String, Gauges> receiving = new ConcurrentHashMap<>();

    private record Receiving(IntSupplier prefetched, IntSupplier inFlight) {}

    /** A queue's receivers, and the meters of what they hold. */
    private record Gauges(List<Receiving> receiving, List<Gauge> meters) {}

    public MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.redeliveries = Counter.builder("spillway.jms.redeliveries")
                .description("messages that had been received before")
                .baseUnit("messages")
                .register(registry);
        this.heartbeats = Counter.builder("spillway.jms.heartbeats")
                .description("messages that were kept hidden for another visibility time-out")
                .baseUnit("messages")
                .register(registry);
    }

    @Override
    public void request(String operation, Duration time, Outcome outcome) {
        Timer.builder("spillway.jms.requests")
                .description("API requests")
                .tag("operation", operation)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .record(time);
    }

    @Override
    public void batch(String operation, int messages) {
        DistributionSummary.builder("spillway.jms.batch.size")
                .description("messages that a request carried or brought")
                .baseUnit("messages")
                .tag("operation", operation)
                .register(registry)
                .record(messages);
    }

    @Override
    public void redelivered(int messages) {
        redeliveries.increment(messages);
    }

    @Override
    public void heartbeat(int messages) {
        heartbeats.increment(messages);
    }

    @Override
    public Runnable receiving(String queue, IntSupplier prefetched, IntSupplier inFlight) {
        Receiving one = new Receiving(prefetched, inFlight);
        receiving.compute(queue, (name, before) -> {
            Gauges gauges = before == null ? gauges(name) : before;
            gauges.receiving().add(one);
            return gauges;
        });
        return () -> receiving.computeIfPresent(queue, (name, gauges) -> {
            gauges.receiving().remove(one);
            if (!gauges.receiving().isEmpty()) {
                return gauges;
            }
            gauges.meters().forEach(registry::remove);
            return null;
        });
    }

    private Gauges gauges(String queue) {
        List<Receiving> all = new CopyOnWriteArrayList<>();
        Gauge prefetched = gauge(
                "spillway.jms.prefetched",
                "messages held ready for consumers",
                queue,
                all,
                each -> each.prefetched().getAsInt());
        Gauge inFlight = gauge(
                "spillway.jms.in.flight",
                "messages received and not deleted or given back yet",
                queue,
                all,
                each -> each.inFlight().getAsInt());
        return new Gauges(all, List.of(prefetched, inFlight));
    }

    private Gauge gauge(
            String name, String description, String queue, List<Receiving> all, ToIntFunction<Receiving> value) {
        return Gauge.builder(name, all, list -> list.stream().mapToInt(value).sum())
                .description(description)
                .baseUnit("messages")
                .tag("queue", queue)
                .strongReference(true)
                .register(registry);
    }
}
