/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.destination;

import javax.naming.Reference;
import javax.naming.StringRefAddr;

/** Destinations as a JNDI directory stores them. */
final class Stored {

    /** By its name, as every Reference has it: what stores doesn't depend on what restores. */
    private static final String FACTORY = "dev.spillway.jms.jndi.SpillwayObjectFactory";

    private Stored() {}

    static Reference destination(SpillwayDestination destination) {
        return new Reference(
                destination.getClass().getName(), new StringRefAddr("name", destination.name()), FACTORY, null);
    }
}
