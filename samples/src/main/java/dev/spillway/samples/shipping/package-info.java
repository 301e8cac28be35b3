/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The shipping service: it handles so many orders at once and takes a fixed time for each. It is reached by a call
 * ({@link dev.spillway.samples.shipping.ShippingServer}) or by a queue
 * ({@link dev.spillway.samples.shipping.ShippingListeners}). Knows {@code order} and {@code jakarta.jms}, not Spillway.
 */
@NullMarked
package dev.spillway.samples.shipping;

import org.jspecify.annotations.NullMarked;
