/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.destination;

import jakarta.jms.Destination;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import org.jspecify.annotations.Nullable;

/** Takes what an application passes as a destination for one of this provider's. */
public final class Destinations {

    private Destinations() {}

    /** A destination by the name under which the service knows it, as it travels in JMSReplyTo. */
    public static SpillwayDestination ofName(String name) {
        return SpillwayTemporaryQueue.isName(name) ? new SpillwayTemporaryQueue(name, null) : new SpillwayQueue(name);
    }

    /**
     * The provider's own form of a destination; another provider's queue is taken by its name.
     *
     * @throws InvalidDestinationException for {@code null} and for what is not a destination of this provider
     */
    public static SpillwayDestination require(@Nullable Destination destination) throws JMSException {
        if (destination instanceof Topic topic) {
            throw noTopics(topic);
        }
        if (destination instanceof SpillwayDestination own) {
            return own;
        }
        if (destination instanceof Queue queue) {
            return SpillwayQueue.named(queue.getQueueName());
        }
        throw new InvalidDestinationException(
                destination == null ? "the destination is null; a queue is needed" : destination + " is not a queue");
    }

    /** What is told to who would publish to a topic or subscribe to it. */
    public static InvalidDestinationException noTopics(@Nullable Topic topic) {
        return new InvalidDestinationException(
                topic == null ? "the topic is null" : "not supported yet: topics, such as " + topic + "; use a queue");
    }
}
