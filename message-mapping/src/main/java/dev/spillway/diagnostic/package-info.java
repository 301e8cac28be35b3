/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the error messages of all products are made with. It stands here since all of them have this module, knows nothing of
 * messages, and uses nothing but the JDK.
 */
@NullMarked
package dev.spillway.diagnostic;

import org.jspecify.annotations.NullMarked;
