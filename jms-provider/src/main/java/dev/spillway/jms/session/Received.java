/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.jms.message.Acknowledger;
import dev.spillway.jms.message.MessageMapper;
import dev.spillway.jms.message.SpillwayMessage;
import dev.spillway.jms.transport.Delivery;
import java.io.ObjectInputFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the application gets of a delivery. */
final class Received {

    private static final Logger LOG = LoggerFactory.getLogger(Received.class);

    private Received() {}

    static SpillwayMessage message(
            Delivery delivery, SpillwayDestination from, ObjectInputFilter trusted, Acknowledger acknowledger) {
        return MessageMapper.toMessage(
                ProvidedId.without(delivery.message()),
                ProvidedId.of(delivery),
                from,
                delivery.deliveryCount(),
                delivery.groupId(),
                trusted,
                acknowledger);
    }

    static boolean isExpired(Delivery delivery) {
        long expiration = delivery.message().headers().expiration();
        return expiration != 0 && expiration <= System.currentTimeMillis();
    }

    /** Deletes a message that has expired. One whose delete fails comes again, and has expired then too. */
    static void discard(Delivery expired) {
        LOG.debug("message {} has expired and is deleted", expired.messageId());
        expired.acknowledgeLazily();
    }
}
