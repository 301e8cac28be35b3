/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.connection;

import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** Closes several things, each of them whatever the others throw. */
final class Closing {

    private @Nullable Throwable first;

    /** One thing's close. */
    @FunctionalInterface
    interface Step {
        void run() throws JMSException;
    }

    void step(Step step) {
        try {
            step.run();
        } catch (JMSException | RuntimeException | Error e) {
            if (first == null) {
                first = e;
            } else if (first != e) {
                first.addSuppressed(e);
            }
        }
    }

    /** Throws what was thrown first, the others suppressed in it. */
    void end() throws JMSException {
        if (first instanceof JMSException exception) {
            throw exception;
        } else if (first instanceof Error error) {
            throw error;
        } else if (first instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
