/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.message;

import jakarta.jms.JMSException;

/** What {@code Message.acknowledge()} does in the session that received the message. */
@FunctionalInterface
public interface Acknowledger {

    void acknowledge() throws JMSException;
}
