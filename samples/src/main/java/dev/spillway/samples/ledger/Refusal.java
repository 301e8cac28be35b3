/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

/** Why the buying service could not accept an order. */
public enum Refusal {
    /** Shipping's backlog was full. */
    BACKLOG_FULL("shipping's backlog was full"),
    /** Shipping did not answer in time; it may ship the order all the same. */
    TIMED_OUT("shipping did not answer in time"),
    /** Shipping took the order and failed. */
    SHIPPING_FAILED("shipping failed"),
    /** The message could not be sent. */
    SEND_FAILED("the message could not be sent");

    private final String reason;

    Refusal(String reason) {
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
