/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What the buying service told its customer.
 *
 * @param orderId the order
 * @param arrived when the order was scheduled to arrive, in nanoseconds after the start of the run
 * @param answered when the customer had the answer, likewise
 * @param refusal why the order was refused; {@code null} if it was accepted
 */
public record Answer(
        String orderId,
        long arrived,
        long answered,
        @Nullable Refusal refusal) {

    public boolean accepted() {
        return refusal == null;
    }

    /** From the scheduled arrival on, so that waiting for a free request thread counts: nanoseconds. */
    public long responseTime() {
        return answered - arrived;
    }
}
