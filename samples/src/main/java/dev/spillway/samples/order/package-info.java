/* SPDX-License-Identifier: Apache-2.0 */
/**
 * An order and the CSV file that orders are read from. Depends on nothing but the JDK.
 */
@NullMarked
package dev.spillway.samples.order;

import org.jspecify.annotations.NullMarked;
