/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

/**
 * An order that shipping has shipped; a second one for the same order is a duplicate.
 *
 * @param orderId the order
 * @param shipped when, in nanoseconds after the start of the run
 */
public record Shipment(String orderId, long shipped) {}
