/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.destination;

import jakarta.jms.JMSException;
import jakarta.jms.TemporaryQueue;
import org.jspecify.annotations.Nullable;

/**
 * A queue that lives as long as the connection that made it (Jakarta Messaging 3.1, section 6.2.2). Whoever gets it as a
 * JMSReplyTo can send to it; only its own connection receives from it and deletes it. It is known by its name.
 */
public final class SpillwayTemporaryQueue implements SpillwayDestination, TemporaryQueue {

    /** What the names of temporary queues begin with, and no others should. */
    public static final String PREFIX = "spillway-temp-";

    private final String name;
    private final @Nullable Owner owner;

    /** The connection that made it. */
    @FunctionalInterface
    public interface Owner {

        /** Does nothing if the queue is deleted already. */
        void delete(String name) throws JMSException;
    }

    /** @param owner {@code null} if the queue is another connection's */
    public SpillwayTemporaryQueue(String name, @Nullable Owner owner) {
        this.name = name;
        this.owner = owner;
    }

    /** Whether this is the name, or the URL or ARN, of a temporary queue. */
    public static boolean isName(String name) {
        return QueueAddress.nameIn(name).startsWith(PREFIX);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String getQueueName() {
        return name;
    }

    @Override
    public void delete() throws JMSException {
        if (owner == null) {
            throw new JMSException("'" + name + "' is deleted by the connection that made it, and by no other");
        }
        owner.delete(name);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpillwayTemporaryQueue that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
