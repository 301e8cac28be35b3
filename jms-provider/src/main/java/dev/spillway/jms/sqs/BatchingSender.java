/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.destination.QueueAddress;
import dev.spillway.jms.sqs.batch.BatchLane;
import dev.spillway.jms.sqs.batch.Batcher;
import dev.spillway.jms.sqs.batch.GroupLanes;
import dev.spillway.jms.sqs.client.AwsErrors;
import dev.spillway.jms.sqs.queue.QueueUrls;
import dev.spillway.jms.sqs.queue.Retention;
import dev.spillway.jms.transport.Lane;
import dev.spillway.jms.transport.OutgoingMessage;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.ReplyTo;
import dev.spillway.mapping.SqsMapping;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The sends to one queue, grouped into SendMessageBatch requests. */
final class BatchingSender {

    private static final int MAX_FLIGHTS = 8;
    /** Of senders that wait, so many are enough for a request: it costs them less than waiting for the tenth. */
    private static final int ENOUGH_OF_TEN = 8;

    private final String queue;
    private final boolean fifo;
    private final QueueUrls urls;
    private final Retention retention;
    private final @Nullable Offloading offloading;
    private final Batcher<SendEntry, String> batcher;
    /** Of a FIFO queue: the order of a group's messages doesn't depend on who sends them. */
    private final GroupLanes<SendEntry, String> groups = new GroupLanes<>();

    /** @param offloading where payloads that are too large go; {@code null} for nowhere */
    BatchingSender(
            QueueUrls urls,
            String queue,
            SqsSettings settings,
            ScheduledExecutorService timer,
            LongSupplier nanoTime,
            @Nullable Offloading offloading) {
        this.offloading = offloading;
        this.queue = queue;
        this.fifo = QueueAddress.isFifo(queue);
        this.urls = urls;
        this.retention = new Retention(urls, queue);
        this.batcher = new Batcher<>(
                new SendBatch(urls, queue),
                settings.batchSize(),
                fifo ? settings.batchSize() : (settings.batchSize() * ENOUGH_OF_TEN + 9) / 10,
                MAX_FLIGHTS,
                settings.linger(),
                timer,
                nanoTime);
    }

    /** Sends nothing more: what waits fails with the reason, and so does what comes later. */
    void close(JMSException reason) {
        batcher.close(reason);
    }

    Lane lane() {
        return new SendLane(this);
    }

    /**
     * Sends what was prepared, behind what its group or, on a standard queue, the lane has to send already.
     *
     * @param waits whether the calling thread waits for the answer, so that it may make the request
     */
    CompletableFuture<@Nullable String> add(BatchLane<SendEntry, String> lane, SendEntry entry, boolean waits) {
        String group = fifo ? entry.groupId() : null;
        BatchLane<SendEntry, String> behind = group == null ? lane : groups.enter(group);
        return leaving(group, batcher.add(behind, entry, entry.bytes(), waits));
    }

    /** As {@link #add}, together and without waiting. */
    List<CompletableFuture<@Nullable String>> addAll(BatchLane<SendEntry, String> lane, List<SendEntry> entries) {
        if (!fifo) {
            return batcher.addAll(entry -> lane, entries, SendEntry::bytes);
        }
        List<CompletableFuture<@Nullable String>> answers =
                batcher.addAll(entry -> groups.enter(String.valueOf(entry.groupId())), entries, SendEntry::bytes);
        for (int i = 0; i < entries.size(); i++) {
            leaving(entries.get(i).groupId(), answers.get(i));
        }
        return answers;
    }

    private CompletableFuture<@Nullable String> leaving(
            @Nullable String group, CompletableFuture<@Nullable String> answer) {
        return group == null ? answer : answer.whenComplete((id, failure) -> groups.leave(group));
    }

    /** The message as SQS takes it. Fails with a MessageFormatException if SQS would refuse it. */
    CompletableFuture<SendEntry> prepare(OutgoingMessage message) {
        if (message.delayMillis() > Delay.MAX_MILLIS && !fifo) {
            return retention.check(message.delayMillis()).thenCompose(checked -> resolve(message));
        }
        return resolve(message);
    }

    private CompletableFuture<SendEntry> resolve(OutgoingMessage message) {
        ReplyTo replyTo = message.content().headers().replyTo();
        if (replyTo == null) {
            return encode(message, message.content());
        }
        // A receiver that uses amazon-sqs-java-messaging-lib replies only where it is told the URL too.
        return urls.toWire(replyTo).thenCompose(wire -> encode(message, withReplyTo(message.content(), wire)));
    }

    private CompletableFuture<SendEntry> encode(OutgoingMessage message, MappedMessage content) {
        try {
            SendEntry entry = fifo ? fifoEntry(message, content) : standardEntry(message, content);
            if (offloading != null) {
                return offloading.write(queue, entry);
            }
            return entry.bytes() > Batcher.MAX_BYTES
                    ? CompletableFuture.failedFuture(AwsErrors.tooLarge(queue, entry.bytes(), Batcher.MAX_BYTES))
                    : CompletableFuture.completedFuture(entry);
        } catch (JMSException e) {
            return CompletableFuture.failedFuture(e);
        } catch (IllegalArgumentException e) {
            MessageFormatException refused = new MessageFormatException(e.getMessage());
            refused.initCause(e);
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static SendEntry standardEntry(OutgoingMessage message, MappedMessage content) {
        String group = message.groupId() == null ? null : FifoIds.group(message.groupId());
        return SendEntry.of(SqsMapping.encode(content), message.delayMillis(), group, null);
    }

    private SendEntry fifoEntry(OutgoingMessage message, MappedMessage content) throws JMSException {
        if (message.delayMillis() > 0) {
            throw new JMSException("queue '" + queue + "' is a FIFO queue, which delays all its messages alike (its"
                    + " DelaySeconds) and no single one: send without a delivery delay");
        }
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(content.properties());
        properties.remove(FifoIds.DEDUPLICATION_PROPERTY);
        properties.remove(FifoIds.SEQUENCE_PROPERTY);
        return SendEntry.of(
                SqsMapping.encode(new MappedMessage(content.body(), content.headers(), properties)),
                0,
                FifoIds.group(message.groupId() == null ? message.sender() : message.groupId()),
                FifoIds.deduplication(message.deduplicationId()));
    }

    private static MappedMessage withReplyTo(MappedMessage message, ReplyTo replyTo) {
        Headers headers = message.headers().withReplyTo(replyTo);
        return new MappedMessage(message.body(), headers, message.properties());
    }
}
