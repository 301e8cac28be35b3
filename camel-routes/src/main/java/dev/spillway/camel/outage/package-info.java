/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Holds a source back while its target takes nothing: the route suspends, probes with what it holds, and resumes. Knows
 * {@code batch} only.
 */
@NullMarked
package dev.spillway.camel.outage;

import org.jspecify.annotations.NullMarked;
