/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.transport.Delivery;
import java.time.Duration;

/** How long a message that could not be handled is kept back. */
final class Backoff {

    private static final int MAX_SECONDS = 64;

    private Backoff() {}

    /** After its listener threw: 1 s the first time, then doubled each time up to 64 s. */
    static Duration afterException(Delivery delivery) {
        return seconds(delivery.deliveryCount() - 1);
    }

    /** After a rollback: none the first time, as its reason is often gone by then; 1 s the second time, and so on. */
    static Duration afterRollback(Delivery delivery) {
        return delivery.deliveryCount() <= 1 ? Duration.ZERO : seconds(delivery.deliveryCount() - 2);
    }

    private static Duration seconds(int doublings) {
        return Duration.ofSeconds(Math.min(MAX_SECONDS, 1 << Math.min(30, Math.max(0, doublings))));
    }
}
