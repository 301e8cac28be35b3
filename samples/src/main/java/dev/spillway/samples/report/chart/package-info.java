/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The chart of two runs, drawn once and written as SVG and, where the machine has fonts, as PNG. Depends on {@code ledger} and
 * {@code load}.
 */
@NullMarked
package dev.spillway.samples.report.chart;

import org.jspecify.annotations.NullMarked;
