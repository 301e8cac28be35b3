/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import jakarta.jms.JMSException;
import jakarta.jms.Session;

/** How a session acknowledges (Jakarta Messaging 3.1, section 6.2.10, and {@link SessionModes}). */
enum AcknowledgementMode {
    AUTO(Session.AUTO_ACKNOWLEDGE),
    CLIENT(Session.CLIENT_ACKNOWLEDGE),
    DUPS_OK(Session.DUPS_OK_ACKNOWLEDGE),
    TRANSACTED(Session.SESSION_TRANSACTED),
    UNORDERED(SessionModes.UNORDERED_ACKNOWLEDGE),
    INDIVIDUAL(SessionModes.INDIVIDUAL_ACKNOWLEDGE);

    final int code;

    AcknowledgementMode(int code) {
        this.code = code;
    }

    /** Whether a message is acknowledged once the application has got it, without being told to. */
    boolean isAutomatic() {
        return this == AUTO || this == DUPS_OK;
    }

    /** Whether {@code Message.acknowledge()} is for that message alone. */
    boolean isIndividual() {
        return this == UNORDERED || this == INDIVIDUAL;
    }

    /** @throws JMSException for numbers that mean nothing */
    static AcknowledgementMode of(int code) throws JMSException {
        for (AcknowledgementMode mode : values()) {
            if (mode.code == code) {
                return mode;
            }
        }
        throw new JMSException("session mode " + code + " is none of SESSION_TRANSACTED (0), AUTO_ACKNOWLEDGE (1),"
                + " CLIENT_ACKNOWLEDGE (2), DUPS_OK_ACKNOWLEDGE (3), UNORDERED_ACKNOWLEDGE (100) and"
                + " INDIVIDUAL_ACKNOWLEDGE (101)");
    }
}
