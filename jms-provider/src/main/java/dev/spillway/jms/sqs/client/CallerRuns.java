/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import java.util.function.Supplier;

/**
 * Marks a thread that waits for the answer of the request that it is about to start: it may as well make that request
 * itself, which saves two changes of threads. Clients that have no such way take no notice.
 */
public final class CallerRuns {

    private static final ThreadLocal<Boolean> NEXT = new ThreadLocal<>();

    private CallerRuns() {}

    /** Starts a request; when this returns, it may be answered already. What else is started meanwhile isn't waited for. */
    public static <T> T request(Supplier<T> start) {
        NEXT.set(true);
        try {
            return start.get();
        } finally {
            NEXT.remove();
        }
    }

    /** Whether the calling thread may make the request that it is starting; true for one request at most. */
    static boolean claim() {
        boolean claimed = NEXT.get() != null;
        NEXT.remove();
        return claimed;
    }
}
