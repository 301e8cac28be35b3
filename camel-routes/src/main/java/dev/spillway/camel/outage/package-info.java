/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Holds a source back while its target takes nothing: the route suspends, probes with what it holds, and resumes. Uses
 * nothing but the JDK.
 */
@NullMarked
package dev.spillway.camel.outage;

import org.jspecify.annotations.NullMarked;
