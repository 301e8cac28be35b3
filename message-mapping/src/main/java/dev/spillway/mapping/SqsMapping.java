/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

/** Maps JMS messages to SQS messages and back. Stateless; safe for use by any number of threads. */
public final class SqsMapping {

    /** What SQS allows a message to carry, less one place that is left for a tracing header. */
    public static final int MAX_ATTRIBUTES = 9;

    private SqsMapping() {}

    /**
     * The form in which a message travels. Decoding it gives an equal message back; encoding the same message twice
     * gives the same text and attributes.
     *
     * @throws IllegalArgumentException if a property's value is not of one of the JMS property types; the message names
     *     the property and its type
     */
    public static WireMessage encode(MappedMessage message) {
        throw new UnsupportedOperationException(message.toString());
    }

    /**
     * What a JMS client sees of a message. A message that no JMS client sent is a text message whose attributes are
     * its properties. Never fails: what is not in the mapping's form is taken as an ordinary text or property.
     */
    public static MappedMessage decode(WireMessage message) {
        throw new UnsupportedOperationException(message.toString());
    }
}
