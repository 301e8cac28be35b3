/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.standalone;

/** A mistake in the command line or the configuration file; the message says what is wrong and what is right. */
final class UsageException extends Exception {

    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
