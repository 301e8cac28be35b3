/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.batch;

/**
 * The target takes nothing at present, whatever the message: it does not answer, is overloaded, forbids access or is not
 * there. No message is to blame; the source waits and tries again.
 */
public final class OutageException extends Exception {

    private final boolean ofStore;

    public OutageException(String message, Throwable cause) {
        this(message, cause, false);
    }

    public OutageException(String message) {
        super(message);
        ofStore = false;
    }

    private OutageException(String message, Throwable cause, boolean ofStore) {
        super(message, cause);
        this.ofStore = ofStore;
    }

    /** It is not the target or the source but the store of large bodies: of messages that don't need it, this says nothing. */
    public static OutageException ofStore(String message, Throwable cause) {
        return new OutageException(message, cause, true);
    }

    /** Whether it is the store of large bodies that is out. */
    public boolean isOfStore() {
        return ofStore;
    }
}
