/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import java.util.function.Supplier;

/**
 * Starts requests on a thread that may have been interrupted. The SDK refuses to on such a thread, and takes the interrupt
 * for noticed; but a request may carry what others wait for, or give a message back, and the interrupt is meant for whatever
 * the application waits for next.
 */
public final class Uninterrupted {

    private Uninterrupted() {}

    /** Starts a request, which doesn't block. An interrupt stays, and is not seen meanwhile. */
    public static <T> T request(Supplier<T> start) {
        boolean interrupted = Thread.interrupted();
        try {
            return start.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
