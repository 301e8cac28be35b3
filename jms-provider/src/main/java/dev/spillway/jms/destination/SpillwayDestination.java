/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.destination;

import jakarta.jms.Destination;

/** A destination of this provider. */
public sealed interface SpillwayDestination extends Destination
        permits SpillwayQueue, SpillwayTemporaryQueue, SpillwayTopic {

    /** The name under which the service knows it. */
    String name();
}
