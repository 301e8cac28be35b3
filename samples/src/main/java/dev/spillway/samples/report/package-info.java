/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the reader of a run sees: the live line, the table, the closing sentence and the chart. Depends on {@code ledger}.
 */
@NullMarked
package dev.spillway.samples.report;

import org.jspecify.annotations.NullMarked;
