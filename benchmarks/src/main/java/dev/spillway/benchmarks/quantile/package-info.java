/* SPDX-License-Identifier: Apache-2.0 */
/** What all suites tell of their measurements. Depends on nothing. */
@NullMarked
package dev.spillway.benchmarks.quantile;

import org.jspecify.annotations.NullMarked;
