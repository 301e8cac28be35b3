/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.batch;

/**
 * The target takes nothing at present, whatever the message: it does not answer, is overloaded, forbids access or is not
 * there. No message is to blame; the source waits and tries again.
 */
public final class OutageException extends Exception {

    public OutageException(String message, Throwable cause) {
        super(message, cause);
    }

    public OutageException(String message) {
        super(message);
    }
}
