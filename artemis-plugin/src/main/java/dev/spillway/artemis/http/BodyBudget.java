/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of large bodies all connections together may be collecting. Threads share it. */
final class BodyBudget {

    private final AtomicLong left;

    BodyBudget(long bytes) {
        left = new AtomicLong(bytes);
    }

    /** @return whether there was room for them; if not, nothing has changed */
    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void give(long bytes) {
        left.addAndGet(bytes);
    }
}
