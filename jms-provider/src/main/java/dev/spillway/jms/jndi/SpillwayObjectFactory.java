/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.jndi;

import dev.spillway.jms.SpillwayConnectionFactory;
import dev.spillway.jms.destination.SpillwayQueue;
import dev.spillway.jms.destination.SpillwayTopic;
import jakarta.jms.InvalidDestinationException;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes connection factories and destinations of the references that {@code getReference} gave. All that it reads of a
 * reference is a URI or a name.
 */
public final class SpillwayObjectFactory implements ObjectFactory {

    /** For JNDI, which finds it by the name in the reference. */
    public SpillwayObjectFactory() {}

    /** {@code null} for what is not one of this provider's references, as JNDI asks. */
    @Override
    public @Nullable Object getObjectInstance(
            @Nullable Object stored, @Nullable Name name, @Nullable Context context, @Nullable Hashtable<?, ?> env)
            throws NamingException, InvalidDestinationException {
        if (!(stored instanceof Reference reference)) {
            return null;
        }
        String kind = reference.getClassName();
        if (kind.equals(SpillwayConnectionFactory.class.getName())) {
            return new SpillwayConnectionFactory(text(reference, "uri"));
        }
        if (kind.equals(SpillwayQueue.class.getName())) {
            return SpillwayQueue.named(text(reference, "name"));
        }
        if (kind.equals(SpillwayTopic.class.getName())) {
            return SpillwayTopic.named(text(reference, "name"));
        }
        return null;
    }

    private static String text(Reference reference, String type) throws NamingException {
        RefAddr address = reference.get(type);
        if (address != null && address.getContent() instanceof String text) {
            return text;
        }
        throw new NamingException("the reference to a " + reference.getClassName() + " has no '" + type + "'");
    }
}
