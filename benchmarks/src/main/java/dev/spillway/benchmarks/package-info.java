/* SPDX-License-Identifier: Apache-2.0 */
/** The suites of benchmarks by name. */
@NullMarked
package dev.spillway.benchmarks;

import org.jspecify.annotations.NullMarked;
