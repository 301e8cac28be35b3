/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The story of the spike: the same orders at the same times, once by direct calls and once through a queue. Composes all
 * the others; only this package names Spillway's ConnectionFactory.
 */
@NullMarked
package dev.spillway.samples.spike;

import org.jspecify.annotations.NullMarked;
