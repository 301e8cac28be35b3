/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.store;

/**
 * One receive of one message: what a receipt handle stands for.
 *
 * @param message the stored message, unique in the broker, the same after a restart
 * @param receive the receive, different each time that the message is received
 */
public record Receipt(long message, long receive) {}
