/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.batch.Content;
import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Messages that were received at once: the batch that the route gets, and how they leave the queue or stay in it. */
final class ReceivedBatch {

    /** Why a dead-lettered message did not cross. */
    static final String REASON = "SpillwayDeadLetterReason";

    private static final int MAX_ATTRIBUTES = 10;
    private static final Logger LOG = LoggerFactory.getLogger(ReceivedBatch.class);

    private final SqsAsyncClient client;
    private final String queueUrl;
    private final @Nullable String deadLetters;
    private final List<Message> messages;
    private final int visibilityTimeout;
    private final Payloads payloads;
    private final Map<Integer, Message> held = new ConcurrentSkipListMap<>();
    private volatile long hiddenUntil;
    private List<BatchMessage> read = List.of();
    private boolean given;
    private Future<?> keeper = CompletableFuture.completedFuture(null);

    /**
     * Messages that were received just now.
     *
     * @param deadLetters the URL of the queue for what can't cross; {@code null} for none
     * @param visibilityTimeout how long they are hidden, in seconds
     * @param payloads what they point to
     */
    ReceivedBatch(
            SqsAsyncClient client,
            String queueUrl,
            @Nullable String deadLetters,
            List<Message> messages,
            int visibilityTimeout,
            Payloads payloads) {
        this.client = client;
        this.queueUrl = queueUrl;
        this.deadLetters = deadLetters;
        this.messages = messages;
        this.visibilityTimeout = visibilityTimeout;
        this.hiddenUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(visibilityTimeout);
        for (int i = 0; i < messages.size(); i++) {
            held.put(i, messages.get(i));
        }
        this.payloads = payloads;
    }

    /** Keeps the messages hidden from now on, until they are deleted or given back. */
    void keep(ScheduledExecutorService timer) {
        long half = visibilityTimeout * 500L;
        keeper = timer.scheduleAtFixedRate(this::keepHidden, half, half, TimeUnit.MILLISECONDS);
    }

    /** Reads the messages; the route fetches payloads. */
    void read() {
        read = IntStream.range(0, messages.size()).mapToObj(this::read).toList();
    }

    /** What the route gets: all messages that were read at first, then those that are still open. */
    List<BatchMessage> take() {
        List<BatchMessage> taken = given ? open() : read;
        given = true;
        return taken;
    }

    /** What is not settled. */
    List<BatchMessage> open() {
        return read.stream()
                .filter(message -> message.state() == BatchMessage.State.OPEN)
                .toList();
    }

    /** Whether the rest of a group stays behind a message of it that is refused. */
    boolean groupsWait() {
        return deadLetters == null;
    }

    /** When the oldest of the messages was sent, in milliseconds since the epoch; 0 where that is not known. */
    long sentFrom() {
        return messages.stream().mapToLong(ReceivedBatch::sent).min().orElse(0);
    }

    /**
     * Deletes what the target or the dead-letter queue has and is not deleted yet, for as long as that takes and it is kept hidden.
     *
     * @throws InterruptedException if the thread is interrupted before all is deleted
     */
    void deleteSettled() throws InterruptedException {
        Set<Integer> settled = new TreeSet<>();
        for (int i = 0; i < messages.size(); i++) {
            if (held.containsKey(i)
                    && (state(i) == BatchMessage.State.ACCEPTED
                            || (state(i) == BatchMessage.State.REFUSED && deadLetter(i)))) {
                settled.add(i);
            }
        }
        Set<Integer> accepted = new TreeSet<>(settled);
        accepted.removeIf(i -> state(i) != BatchMessage.State.ACCEPTED); // a dead letter points to its payload
        Deletion deletion = new Deletion(client, queueUrl, () -> System.nanoTime() - hiddenUntil < 0);
        try {
            accepted.retainAll(deletion.of(settled, held));
        } finally {
            held.keySet().removeAll(settled); // crossed: the later they come again, the better
        }
        payloads.delete(accepted);
    }

    /**
     * Deletes what is settled, and makes the rest visible, in order and at once, so that the queue's redrive policy counts it.
     *
     * @throws InterruptedException if the thread is interrupted before all is deleted
     */
    void finish() throws InterruptedException {
        try {
            deleteSettled();
        } finally {
            keeper.cancel(false);
            hide(0);
        }
    }

    /** Whether the dead-letter queue has the message, as it was received, with the reason where an attribute is free. */
    private boolean deadLetter(int index) {
        if (deadLetters == null) {
            return false;
        }
        Message message = messages.get(index);
        String reason = String.valueOf(read.get(index).reason());
        LOG.warn("message {} of {} can't cross and goes to {}: {}", message.messageId(), queueUrl, deadLetters, reason);
        Map<String, MessageAttributeValue> attributes = new HashMap<>(message.messageAttributes());
        if (attributes.size() < MAX_ATTRIBUTES) {
            attributes.put(
                    REASON,
                    MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue(reason.replaceAll("[^\\x20-\\x7E]", "?"))
                            .build());
        }
        boolean fifo = deadLetters.endsWith(".fifo");
        String group = message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
        try {
            client.sendMessage(request -> request.queueUrl(deadLetters)
                            .messageBody(message.body())
                            .messageAttributes(attributes)
                            .messageGroupId(fifo ? group == null ? message.messageId() : group : null)
                            .messageDeduplicationId(fifo ? message.messageId() : null))
                    .join();
            return true;
        } catch (RuntimeException failure) {
            LOG.warn(
                    "message {} stays in {}: {}",
                    message.messageId(),
                    queueUrl,
                    SqsFailures.unwrap(failure).toString());
            return false;
        }
    }

    /** Keeps what is not deleted hidden for the visibility timeout from now. */
    private void keepHidden() {
        long asked = System.nanoTime();
        if (hide(visibilityTimeout)) {
            hiddenUntil = asked + TimeUnit.SECONDS.toNanos(visibilityTimeout);
        }
    }

    /** Whether all of it went well. */
    private boolean hide(int seconds) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        held.forEach((number, message) -> entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                .id(Integer.toString(number))
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(seconds)
                .build()));
        boolean well = true;
        for (List<ChangeMessageVisibilityBatchRequestEntry> part : BatchParts.of(entries)) {
            well &= hide(part);
        }
        return well;
    }

    private boolean hide(List<ChangeMessageVisibilityBatchRequestEntry> entries) {
        try {
            List<BatchResultErrorEntry> failures = client.changeMessageVisibilityBatch(
                            request -> request.queueUrl(queueUrl).entries(entries))
                    .join()
                    .failed();
            failures.forEach(
                    failed -> LOG.warn("visibility of a message of {}: {}", queueUrl, SqsFailures.reason(failed)));
            return failures.isEmpty();
        } catch (RuntimeException failure) {
            LOG.warn(
                    "visibility of {} messages of {}: {}",
                    entries.size(),
                    queueUrl,
                    SqsFailures.unwrap(failure).toString());
            return false;
        }
    }

    /** A batch that was not read is open as a whole. */
    private BatchMessage.State state(int index) {
        return read.isEmpty() ? BatchMessage.State.OPEN : read.get(index).state();
    }

    private static long sent(Message message) {
        return Long.parseLong(message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"));
    }

    private BatchMessage read(int index) {
        Message message = messages.get(index);
        String group = message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
        Map<String, Attribute> attributes = new HashMap<>();
        message.messageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
        WireMessage wire = new WireMessage(message.body(), attributes);
        Content stored = payloads.of(index, wire);
        return stored == null
                ? new BatchMessage(message.messageId(), group, SqsMapping.decode(wire))
                : BatchMessage.stored(message.messageId(), group, stored);
    }

    private static Attribute attribute(MessageAttributeValue value) {
        return new Attribute(
                value.dataType(),
                value.stringValue(),
                value.binaryValue() == null ? null : value.binaryValue().asByteArrayUnsafe());
    }
}
