/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The runnable stories. {@link dev.spillway.samples.Demo} is what {@code mvn -Pdemo} starts; it depends on the stories and
 * nothing depends on it.
 */
@NullMarked
package dev.spillway.samples;

import org.jspecify.annotations.NullMarked;
