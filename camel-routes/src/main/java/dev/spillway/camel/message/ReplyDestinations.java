/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.message;

import dev.spillway.mapping.ReplyTo;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;

/** Where replies go on the other side of the bridge. */
public interface ReplyDestinations {

    /** A queue has the same name on both sides; temporary queues and topics have no counterpart. */
    ReplyDestinations BY_NAME = new ReplyDestinations() {
        @Override
        public ReplyTo toReplyTo(Destination destination) throws JMSException {
            if (destination instanceof TemporaryQueue) {
                throw new MessageFormatException("JMSReplyTo is a temporary queue, " + destination
                        + "; across the bridge, replies go to a queue that is there on both sides");
            }
            if (destination instanceof Queue queue) {
                return new ReplyTo(queue.getQueueName(), null);
            }
            throw new MessageFormatException(
                    "JMSReplyTo is a topic, " + destination + "; across the bridge, replies go to a queue");
        }

        @Override
        public Destination toDestination(ReplyTo replyTo, Session session) throws JMSException {
            return session.createQueue(replyTo.queueName());
        }
    };

    /**
     * The queue of SQS that stands for a JMS destination.
     *
     * @throws MessageFormatException if there is none; the message names the destination
     */
    ReplyTo toReplyTo(Destination destination) throws JMSException;

    /** The JMS destination that stands for a queue of SQS. */
    Destination toDestination(ReplyTo replyTo, Session session) throws JMSException;
}
