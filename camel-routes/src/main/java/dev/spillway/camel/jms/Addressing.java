/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.mapping.MappedMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.jspecify.annotations.Nullable;

/** Where the messages of a batch are sent to. */
interface Addressing {

    /** Where all messages go; {@code null} where each has a destination of its own, and to blame if it can't be sent to. */
    @Nullable Destination destination(Session session) throws JMSException;

    /**
     * A message as it is to arrive, and where.
     *
     * @param messageId what the source calls the message
     * @throws jakarta.jms.InvalidDestinationException if the destination isn't there
     * @throws jakarta.jms.MessageFormatException if the message does not say where it goes
     */
    Addressed address(MappedMessage message, String messageId, Session session) throws JMSException;

    /** @param destination {@code null} where all messages go to the same */
    record Addressed(MappedMessage content, @Nullable Destination destination) {}
}
