/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.reply;

import dev.spillway.camel.message.MessageIds;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.ReplyTo;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;

/**
 * Requests on their way out, and their replies on the way back. A request leaves with the seal of its reply address as
 * correlation id, and as message id too, since some responders return that.
 *
 * @param replyQueue the queue that replies are taken from, on the responders' side
 */
public record RequestReply(ReplySeal seal, String replyQueue) {

    private static final String ID_PREFIX = "ID:";

    /** A reply as its requester is to get it, and where. */
    public record Reply(MappedMessage content, ReplyAddress address) {}

    /** Where responders are to reply to, whatever queue the requester waits on. */
    public ReplyTo toReplyTo(Destination requesters) throws JMSException {
        if (requesters instanceof Queue) {
            return new ReplyTo(replyQueue, null);
        }
        throw new MessageFormatException(
                "JMSReplyTo is " + requesters + "; across the bridge, replies go to a queue, not to a topic");
    }

    /**
     * A message as it leaves. One that asks for no reply leaves as others do.
     *
     * @param read what {@code JmsMessages} read of the message
     * @param id JMSMessageID, or what stands for it
     */
    public MappedMessage leaving(MappedMessage read, Message message, String id) throws JMSException {
        if (!(message.getJMSReplyTo() instanceof Queue queue)) {
            return MessageIds.leaving(read, id);
        }
        Headers headers = read.headers();
        boolean correlated = headers.correlationId() != null || headers.correlationIdBytes() != null;
        String address = seal.seal(new ReplyAddress(
                queue.getQueueName(),
                queue instanceof TemporaryQueue,
                correlated ? headers.correlationId() : message.getJMSMessageID(),
                headers.correlationIdBytes()));
        return MessageIds.leaving(
                new MappedMessage(read.body(), headers.withCorrelationId(address, null), read.properties()), address);
    }

    /** @throws MessageFormatException if the correlation id is none that a request left with */
    public Reply arriving(MappedMessage reply) throws JMSException {
        Headers headers = reply.headers();
        String correlationId = headers.correlationId();
        if (correlationId == null) {
            throw new MessageFormatException("the reply has no correlation id; a responder returns the request's");
        }
        String sealed =
                correlationId.startsWith(ID_PREFIX) ? correlationId.substring(ID_PREFIX.length()) : correlationId;
        ReplyAddress address;
        try {
            address = seal.open(sealed);
        } catch (IllegalArgumentException notOurs) {
            throw new MessageFormatException(
                    "the reply's correlation id leads to no requester: " + notOurs.getMessage());
        }
        Headers expected = headers.withCorrelationId(address.correlationId(), address.correlationIdBytes());
        return new Reply(new MappedMessage(reply.body(), expected, reply.properties()), address);
    }
}
