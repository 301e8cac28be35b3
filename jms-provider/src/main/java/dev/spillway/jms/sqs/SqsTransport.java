/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.jms.sqs.client.AwsErrors;
import dev.spillway.jms.sqs.queue.ClientIds;
import dev.spillway.jms.sqs.queue.OwnedQueues;
import dev.spillway.jms.transport.Browse;
import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import dev.spillway.jms.transport.Lane;
import dev.spillway.jms.transport.Outbox;
import dev.spillway.jms.transport.Transport;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One connection's use of SQS: its receivers, and the factory's grouped requests. */
final class SqsTransport implements Transport {

    /** How long closing waits for acknowledgements that the service doesn't answer. */
    private static final long CLOSE_SECONDS = 5;

    private final SqsAccess sqs;
    private final Consumer<JMSException> onError;
    private final Map<String, SharedReceiver> receivers = new HashMap<>();
    private final OwnedQueues temporary;
    private final ClientIds clientIds;
    private boolean running;

    SqsTransport(SqsAccess sqs, Consumer<JMSException> onError) {
        this.sqs = sqs;
        this.onError = onError;
        this.temporary = sqs.ownedQueues();
        this.clientIds = sqs.clientIds();
    }

    @Override
    public CompletableFuture<Void> open(SpillwayDestination destination) {
        return sqs.urls().find(destination.name()).<Void>thenApply(url -> null).exceptionallyCompose(failure -> {
            JMSException exception = AwsErrors.of("looking up queue '" + destination.name() + "'", failure)
                    .exception();
            return CompletableFuture.failedFuture(exception);
        });
    }

    @Override
    public Lane lane(SpillwayDestination destination) {
        return sqs.channel(destination.name()).sender.lane();
    }

    @Override
    public Outbox outbox(SpillwayDestination destination) {
        return new SqsOutbox(sqs.channel(destination.name()).sender, () -> open(destination), System::nanoTime);
    }

    @Override
    public Inbox inbox(SpillwayDestination destination, @Nullable Predicate<Delivery> filter) {
        return receiver(destination.name()).inbox(filter);
    }

    private synchronized SharedReceiver receiver(String name) {
        return receivers.computeIfAbsent(name, queue -> {
            SharedReceiver receiver = sqs.receiver(queue, onError);
            if (running) {
                receiver.start();
            }
            return receiver;
        });
    }

    @Override
    public void release(List<Delivery> deliveries, Function<Delivery, Duration> after) {
        SqsDelivery.release(deliveries.stream().map(SqsDelivery.class::cast).toList(), after);
    }

    @Override
    public Browse browse(SpillwayDestination destination) {
        return receiver(destination.name()).browse();
    }

    @Override
    public CompletableFuture<String> createTemporaryQueue() {
        return temporary.create();
    }

    @Override
    public CompletableFuture<Void> deleteTemporaryQueue(String name) {
        return temporary.delete(name).thenRun(() -> {
            SharedReceiver receiver;
            synchronized (this) {
                receiver = receivers.remove(name);
            }
            if (receiver != null) {
                close(receiver);
            }
            sqs.forget(name);
        });
    }

    @Override
    public boolean claimClientId(String id) {
        return clientIds.claim(id);
    }

    @Override
    public synchronized void start() {
        running = true;
        receivers.values().forEach(SharedReceiver::start);
    }

    @Override
    public synchronized void stop() {
        running = false;
        receivers.values().forEach(SharedReceiver::stop);
    }

    @Override
    public synchronized CompletableFuture<Void> close() {
        running = false;
        List<CompletableFuture<Void>> closing =
                receivers.values().stream().map(this::close).toList();
        receivers.clear();
        clientIds.release();
        return CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new))
                .thenCompose(closed -> temporary.close())
                .completeOnTimeout(null, CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private CompletableFuture<Void> close(SharedReceiver receiver) {
        return receiver.close().whenComplete((closed, failure) -> sqs.ended(receiver));
    }
}
