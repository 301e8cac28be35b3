/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.message.JmsMessages;
import dev.spillway.camel.message.MessageIds;
import dev.spillway.camel.message.ReplyDestinations;
import dev.spillway.camel.reply.RequestReply;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.ReplyTo;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.util.function.Function;

/** What leaves of a received message. */
@FunctionalInterface
interface Leaving {

    /**
     * @param id JMSMessageID, or what stands for it
     * @throws jakarta.jms.MessageFormatException if the message can't travel; the message says why
     */
    MappedMessage of(Message message, String id) throws JMSException;

    /** As it is; replies come by a queue of the same name. */
    static Leaving byName(Function<ReplyDestinations, JmsMessages> messages) {
        JmsMessages read = messages.apply(ReplyDestinations.BY_NAME);
        return (message, id) -> MessageIds.leaving(read.read(message), id);
    }

    /** As a request whose reply comes back here. */
    static Leaving asRequest(Function<ReplyDestinations, JmsMessages> messages, RequestReply requestReply) {
        JmsMessages read = messages.apply(new ReplyDestinations() {
            @Override
            public ReplyTo toReplyTo(Destination destination) throws JMSException {
                return requestReply.toReplyTo(destination);
            }

            @Override
            public Destination toDestination(ReplyTo replyTo, Session session) throws JMSException {
                return BY_NAME.toDestination(replyTo, session);
            }
        });
        return (message, id) -> requestReply.leaving(read.read(message), message, id);
    }
}
