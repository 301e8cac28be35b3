/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The ports through which the services reach what is stored. {@code dev.spillway.artemis.broker} implements them on
 * Artemis; this package knows neither the services nor Artemis.
 */
@NullMarked
package dev.spillway.artemis.store;

import org.jspecify.annotations.NullMarked;
