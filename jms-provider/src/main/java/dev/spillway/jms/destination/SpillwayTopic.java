/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.destination;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.Topic;
import java.io.Serializable;
import javax.naming.Reference;
import javax.naming.Referenceable;

/**
 * A topic, by its name. Nothing can be sent to it or received from it yet: {@link Destinations} refuses it wherever it is
 * used.
 *
 * @param name what {@link #getTopicName} returns
 */
public record SpillwayTopic(String name) implements SpillwayDestination, Topic, Serializable, Referenceable {

    /** @throws InvalidDestinationException if there is no name */
    public static SpillwayTopic named(String name) throws InvalidDestinationException {
        if (name == null || name.isEmpty()) {
            throw new InvalidDestinationException("a topic needs a name; it was " + (name == null ? "null" : "empty"));
        }
        return new SpillwayTopic(name);
    }

    @Override
    public String getTopicName() {
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
