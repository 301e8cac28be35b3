/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

/**
 * An order that its sender's broker has.
 *
 * @param orderId the order
 * @param customer whose orders are to be shipped in their order
 * @param placed when, in nanoseconds after the start of the run
 */
public record Placement(String orderId, String customer, long placed) {}
