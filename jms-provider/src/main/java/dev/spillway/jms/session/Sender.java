/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.jms.message.ForeignMessage;
import dev.spillway.jms.message.MessageMapper;
import dev.spillway.jms.message.SpillwayMessage;
import dev.spillway.jms.transport.Lane;
import dev.spillway.jms.transport.OutgoingMessage;
import dev.spillway.jms.transport.Transport;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Sends a session's messages: at once, or with its transaction. */
final class Sender {

    private final Transport transport;
    private final Completions completions;
    private final @Nullable Transaction transaction;
    private final String id = UUID.randomUUID().toString();
    private final Map<SpillwayDestination, Lane> lanes = new ConcurrentHashMap<>();

    Sender(Transport transport, Completions completions, @Nullable Transaction transaction) {
        this.transport = transport;
        this.completions = completions;
        this.transaction = transaction;
    }

    void send(SpillwayDestination to, Message message, SendOptions options) throws JMSException {
        boolean interrupted = Thread.currentThread().isInterrupted();
        try {
            message.setJMSMessageID(Await.result(start(to, message, options, Lane::sendWaiting)));
        } finally {
            if (interrupted) {
                // a transport may have taken notice on this thread already, and cleared the flag
                Thread.currentThread().interrupt();
            }
        }
    }

    /** In a transaction the listener is called once the message is ready to be sent by the commit, which waits for it. */
    void send(SpillwayDestination to, Message message, SendOptions options, CompletionListener listener)
            throws JMSException {
        if (listener == null) {
            throw new IllegalArgumentException(
                    "the CompletionListener is null; send without one to wait for the answer");
        }
        completions.add(start(to, message, options, Lane::send), message, listener, message::setJMSMessageID);
    }

    /** The message's JMSMessageID, once it was sent. */
    private CompletableFuture<String> start(
            SpillwayDestination to,
            Message message,
            SendOptions options,
            BiFunction<Lane, OutgoingMessage, CompletableFuture<String>> send)
            throws JMSException {
        SpillwayMessage own = ForeignMessage.adopt(message);
        long now = System.currentTimeMillis();
        options.stamp(own, to, now);
        if (own != message) {
            options.stamp(message, to, now);
        }
        MappedMessage content = ProvidedId.without(options.stamped(MessageMapper.toMapped(own)));
        String group = MessageMapper.groupId(own);
        String deduplication = MessageMapper.deduplicationId(own);
        long delay = options.deliveryDelay();
        if (transaction == null) {
            Lane lane = lanes.computeIfAbsent(to, transport::lane);
            return send.apply(lane, new OutgoingMessage(content, delay, group, deduplication, id))
                    .thenApply(ProvidedId::ofService);
        }
        String messageId = ProvidedId.next();
        MappedMessage identified = ProvidedId.with(content, messageId);
        transaction.send(to, new OutgoingMessage(identified, delay, group, deduplication, id));
        return CompletableFuture.completedFuture(messageId);
    }
}
