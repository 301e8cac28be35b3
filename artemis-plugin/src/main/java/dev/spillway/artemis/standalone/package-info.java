/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The command line of the broker that stands by itself: {@code java -jar spillway-broker.jar}. Depends on
 * {@link dev.spillway.artemis.SpillwayBroker}; nothing depends on it.
 */
@NullMarked
package dev.spillway.artemis.standalone;

import org.jspecify.annotations.NullMarked;
