/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.message.MessageIds;
import dev.spillway.camel.reply.ReplyAddress;
import dev.spillway.camel.reply.RequestReply;
import dev.spillway.camel.reply.RequestReply.Reply;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

/** Each message is a reply and goes to the JMSReplyTo of its request, by the queue's name. */
record ToRequester(RequestReply requestReply) implements Addressing {

    @Override
    public @Nullable Destination destination(Session session) {
        return null;
    }

    @Override
    public Addressed address(MappedMessage message, String messageId, Session session) throws JMSException {
        Reply reply = requestReply.arriving(message);
        Queue queue = queue(reply.address(), session);
        return new Addressed(MessageIds.arriving(reply.content(), messageId), queue);
    }

    private static Queue queue(ReplyAddress address, Session session) throws JMSException {
        String name = address.queue();
        if (address.temporary() && !Presence.isThere(session, name)) {
            throw new InvalidDestinationException("the requester is gone, and with it its temporary queue " + name);
        }
        try {
            return session.createQueue(name);
        } catch (JMSException failure) {
            if (Presence.isThere(session, name)) {
                throw failure;
            }
            throw new InvalidDestinationException("the requester's queue " + name + " isn't there");
        }
    }

    @Override
    public String toString() {
        return "the requesters of the replies in '" + requestReply.replyQueue() + "'";
    }
}
