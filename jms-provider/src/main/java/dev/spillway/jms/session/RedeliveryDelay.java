/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.transport.Delivery;
import java.time.Duration;

/**
 * How long a message that could not be handled is kept back.
 *
 * @param firstSeconds the first time; then doubled each time; 0 for never, up to SQS's 43,200
 * @param maxSeconds the longest, up to 43,200
 */
public record RedeliveryDelay(int firstSeconds, int maxSeconds) {

    private static final int LIMIT_SECONDS = 43_200;

    /** @throws IllegalArgumentException if a value is out of its range; the message names the range */
    public RedeliveryDelay {
        if (maxSeconds < 0 || maxSeconds > LIMIT_SECONDS) {
            throw new IllegalArgumentException(
                    "maxRedeliveryDelay is " + maxSeconds + "; it is 0 to " + LIMIT_SECONDS + " seconds");
        }
        if (firstSeconds < 0 || firstSeconds > maxSeconds) {
            throw new IllegalArgumentException("redeliveryDelay is " + firstSeconds + "; it is 0 to " + maxSeconds
                    + " seconds, which is maxRedeliveryDelay");
        }
    }

    /** Where no session takes it: the first delay, then twice as long each time. */
    Duration whereRefused(Delivery delivery) {
        return delay(delivery.deliveryCount() - 1);
    }

    /**
     * After a rollback or its listener's exception: none the first time, as the reason is often gone by then and a message
     * whose listener threw is delivered again immediately (section 8.7); the first delay the second time.
     */
    Duration afterFailure(Delivery delivery) {
        return delivery.deliveryCount() <= 1 ? Duration.ZERO : delay(delivery.deliveryCount() - 2);
    }

    private Duration delay(int doublings) {
        long seconds = (long) firstSeconds << Math.min(30, Math.max(0, doublings));
        return Duration.ofSeconds(Math.min(maxSeconds, seconds));
    }
}
