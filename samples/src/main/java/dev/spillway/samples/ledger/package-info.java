/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What happened to each order of a run, and the figures that follow from it. Every figure of the reports is computed here
 * from the events of the run. Depends on {@code load}.
 */
@NullMarked
package dev.spillway.samples.ledger;

import org.jspecify.annotations.NullMarked;
