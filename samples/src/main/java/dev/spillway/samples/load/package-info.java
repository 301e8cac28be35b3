/* SPDX-License-Identifier: Apache-2.0 */
/**
 * When orders arrive: phases of a fixed rate, offered whether or not earlier orders have been answered. Depends on
 * {@code order}.
 */
@NullMarked
package dev.spillway.samples.load;

import org.jspecify.annotations.NullMarked;
