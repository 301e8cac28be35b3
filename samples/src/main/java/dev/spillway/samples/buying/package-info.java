/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The buying service: its request threads take orders and hand each to shipping through a
 * {@link dev.spillway.samples.buying.ShippingGateway}, a direct call or a JMS send. Depends on {@code shipping} (whose server
 * it calls) and {@code ledger}; knows {@code jakarta.jms}, not Spillway.
 */
@NullMarked
package dev.spillway.samples.buying;

import org.jspecify.annotations.NullMarked;
