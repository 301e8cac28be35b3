/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.transport.Lane;
import dev.spillway.jms.transport.OutgoingMessage;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.ReplyTo;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import jakarta.jms.MessageFormatException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The sends to one queue, grouped into SendMessageBatch requests. */
final class BatchingSender {

    private static final int MAX_FLIGHTS = 8;

    private final String queue;
    private final QueueUrls urls;
    private final Batcher<SendEntry, String> batcher;

    BatchingSender(QueueUrls urls, String queue, Duration linger, ScheduledExecutorService timer) {
        this.queue = queue;
        this.urls = urls;
        this.batcher = new Batcher<>(new SendBatch(urls, queue), MAX_FLIGHTS, linger, timer);
    }

    Lane lane() {
        BatchLane<SendEntry, String> lane = new BatchLane<>();
        return message -> send(lane, message);
    }

    @SuppressWarnings("NullAway") // a send that succeeds is answered with its id
    private CompletableFuture<String> send(BatchLane<SendEntry, String> lane, OutgoingMessage message) {
        return prepare(message).thenCompose(entry -> batcher.add(lane, entry, entry.bytes()));
    }

    /** Sends together what was prepared, behind what the lane has to send already. */
    List<CompletableFuture<@Nullable String>> sendAll(BatchLane<SendEntry, String> lane, List<SendEntry> entries) {
        return batcher.addAll(lane, entries, SendEntry::bytes);
    }

    /** The message as SQS takes it. Fails with a MessageFormatException if SQS would refuse it. */
    CompletableFuture<SendEntry> prepare(OutgoingMessage message) {
        ReplyTo replyTo = message.content().headers().replyTo();
        if (replyTo == null) {
            return encode(message, message.content());
        }
        // A receiver that uses amazon-sqs-java-messaging-lib replies only where it is told the URL too.
        return urls.toWire(replyTo).thenCompose(wire -> encode(message, withReplyTo(message.content(), wire)));
    }

    private CompletableFuture<SendEntry> encode(OutgoingMessage message, MappedMessage content) {
        SendEntry entry;
        try {
            WireMessage wire = SqsMapping.encode(content);
            entry = SendEntry.of(wire, message.delayMillis(), message.groupId());
        } catch (IllegalArgumentException e) {
            MessageFormatException refused = new MessageFormatException(e.getMessage());
            refused.initCause(e);
            return CompletableFuture.failedFuture(refused);
        }
        if (entry.bytes() > Batcher.MAX_BYTES) {
            return CompletableFuture.failedFuture(AwsErrors.tooLarge(queue, entry.bytes(), Batcher.MAX_BYTES));
        }
        return CompletableFuture.completedFuture(entry);
    }

    private static MappedMessage withReplyTo(MappedMessage message, ReplyTo replyTo) {
        Headers headers = message.headers().withReplyTo(replyTo);
        return new MappedMessage(message.body(), headers, message.properties());
    }
}
