/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.buying;

import dev.spillway.samples.ledger.Refusal;

/** The order can't be confirmed to the customer. */
public final class OrderRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    OrderRefusedException(Refusal refusal, Throwable cause) {
        super(refusal.reason(), cause);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
