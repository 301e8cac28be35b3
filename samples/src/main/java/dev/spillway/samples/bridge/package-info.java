/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The story of the bridge: an application that can't be touched, its broker, and Spillway's bridge to SQS, which is killed
 * again and again. Composes all the others; only this package starts Spillway here.
 */
@NullMarked
package dev.spillway.samples.bridge;

import org.jspecify.annotations.NullMarked;
