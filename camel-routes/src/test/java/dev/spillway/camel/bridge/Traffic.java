/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import jakarta.jms.JMSException;

/** Messages that a bridge moves while something is killed, and whether all of them came. */
interface Traffic extends AutoCloseable {

    /** The bridge's mappings that carry it. */
    String mappings();

    /** Sends the next messages, which are numbered from 0 on. */
    void send() throws JMSException;

    /** Whether some of what was sent last have arrived. */
    boolean isMoving() throws JMSException;

    /** Fails while something is still on its way. */
    void assertQuiet() throws JMSException;

    /** Fails if one was lost, or order where there is one, and consumes what has arrived. Returns what was seen. */
    String assertNothingLost() throws JMSException;

    @Override
    void close();
}
