/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.destination.QueueAddress;
import dev.spillway.jms.sqs.client.AwsErrors;
import dev.spillway.mapping.S3Pointer;
import jakarta.jms.JMSException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the payloads that received messages point to. A message whose payload can't be read is given back, to come again
 * later each time, and the application is told.
 */
final class PayloadFetch {

    private static final Logger LOG = LoggerFactory.getLogger(PayloadFetch.class);

    private final QueueChannel channel;
    private final Consumer<JMSException> onError;

    /** @param onError told of payloads that can't be read */
    PayloadFetch(QueueChannel channel, Consumer<JMSException> onError) {
        this.channel = channel;
        this.onError = onError;
    }

    /** The messages of one answer whose payloads are there, once they are, in their order. The future doesn't fail. */
    CompletableFuture<List<SqsDelivery>> of(List<SqsDelivery> received) {
        Offloading offloading = channel.offloading;
        if (offloading == null) {
            return CompletableFuture.completedFuture(received);
        }
        Map<SqsDelivery, Throwable> failures = new ConcurrentHashMap<>();
        List<CompletableFuture<?>> fetches = new ArrayList<>(0);
        for (SqsDelivery message : received) {
            S3Pointer pointer = offloading.pointer(message);
            if (pointer != null) {
                fetches.add(offloading
                        .read(pointer, message.messageId(), channel.queue)
                        .thenAccept(text -> message.payload(text, () -> offloading.delete(pointer)))
                        .exceptionally(failure -> {
                            failures.put(message, failure);
                            return null;
                        }));
            }
        }
        return fetches.isEmpty()
                ? CompletableFuture.completedFuture(received)
                : CompletableFuture.allOf(fetches.toArray(CompletableFuture[]::new))
                        .thenApply(fetched -> failures.isEmpty() ? received : without(failures, received));
    }

    private List<SqsDelivery> without(Map<SqsDelivery, Throwable> failures, List<SqsDelivery> received) {
        List<SqsDelivery> whole = new ArrayList<>(received.size());
        List<SqsDelivery> back = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        for (SqsDelivery message : received) {
            String group = QueueAddress.isFifo(channel.queue) ? message.groupId() : null;
            Throwable failure = failures.get(message);
            if (failure != null && !message.isSettled()) {
                tell(AwsErrors.of("reading a payload", failure).exception());
            }
            if (failure != null && group != null) {
                groups.add(group);
            }
            // what follows in its group stays behind it
            boolean isWhole = failure == null && (group == null || !groups.contains(group));
            (isWhole ? whole : back).add(message);
        }
        SqsDelivery.releaseAll(channel, back, message -> failures.containsKey(message) ? Parked.seconds(message) : 0);
        return whole;
    }

    private void tell(JMSException failure) {
        LOG.warn("{}; the message comes again", failure.getMessage());
        onError.accept(failure);
    }
}
