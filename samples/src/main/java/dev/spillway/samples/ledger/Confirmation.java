/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

/**
 * A reply that the sender of an order has received; a second one for the same order is a duplicate.
 *
 * @param orderId the order
 * @param confirmed when, in nanoseconds after the start of the run
 */
public record Confirmation(String orderId, long confirmed) {}
