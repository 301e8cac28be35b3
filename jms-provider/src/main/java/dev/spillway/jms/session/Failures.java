/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.ResourceAllocationException;

/** Exceptions that crossed threads. */
final class Failures {

    private Failures() {}

    /** An exception of the same type, code and linked exception, with the stack of the caller. */
    static JMSException copy(JMSException failure) {
        JMSException copy = ofSameType(failure, String.valueOf(failure.getMessage()), failure.getErrorCode());
        copy.setLinkedException(failure.getLinkedException());
        return copy;
    }

    private static JMSException ofSameType(JMSException failure, String text, String code) {
        if (failure instanceof InvalidDestinationException) {
            return new InvalidDestinationException(text, code);
        }
        if (failure instanceof JMSSecurityException) {
            return new JMSSecurityException(text, code);
        }
        if (failure instanceof MessageFormatException) {
            return new MessageFormatException(text, code);
        }
        if (failure instanceof ResourceAllocationException) {
            return new ResourceAllocationException(text, code);
        }
        if (failure instanceof IllegalStateException) {
            return new IllegalStateException(text, code);
        }
        return new JMSException(text, code);
    }
}
