/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.destination;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Queue;
import java.io.Serializable;
import javax.naming.Reference;
import javax.naming.Referenceable;

/**
 * An SQS queue, by its name, URL or ARN. Whether it exists is asked when it is used. Two are equal where their texts are:
 * a queue by its name isn't equal to the same queue by its URL.
 *
 * @param name what {@link #getQueueName} returns, in one of the forms of {@link QueueAddress}
 */
public record SpillwayQueue(String name) implements SpillwayDestination, Queue, Serializable, Referenceable {

    /**
     * The queue of this name, URL or ARN.
     *
     * @throws InvalidDestinationException if it is none of these; the message says what they look like
     */
    public static SpillwayQueue named(String name) throws InvalidDestinationException {
        QueueAddress.check(name);
        return new SpillwayQueue(name);
    }

    @Override
    public String getQueueName() {
        return name;
    }

    @Override
    public Reference getReference() {
        return Stored.destination(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
