/* SPDX-License-Identifier: Apache-2.0 */
/**
 * An ordering application that can't be touched: it knows Jakarta Messaging and the broker that its administrator configured,
 * and nothing of Spillway. Depends on {@code order}.
 */
@NullMarked
package dev.spillway.samples.ordering;

import org.jspecify.annotations.NullMarked;
