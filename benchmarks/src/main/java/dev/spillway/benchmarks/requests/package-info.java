/* SPDX-License-Identifier: Apache-2.0 */
/** How many API requests a client makes. Depends on the AWS SDK and Spillway's client only. */
@NullMarked
package dev.spillway.benchmarks.requests;

import org.jspecify.annotations.NullMarked;
