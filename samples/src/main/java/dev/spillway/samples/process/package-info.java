/* SPDX-License-Identifier: Apache-2.0 */
/** The processes that a story starts, and that end with it whichever way it ends. Depends on nothing but the JDK. */
@NullMarked
package dev.spillway.samples.process;

import org.jspecify.annotations.NullMarked;
