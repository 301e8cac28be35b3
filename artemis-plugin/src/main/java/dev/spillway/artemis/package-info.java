/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Spillway inside an Apache Artemis broker: {@link dev.spillway.artemis.SpillwayPlugin} for a broker that stands by
 * itself, {@link dev.spillway.artemis.SpillwayBroker} for one in the application's own process.
 *
 * <p>Data flows {@code http -> wire -> sqs.operation -> sqs -> store <- broker}. Only {@code broker} and this package,
 * which starts and configures brokers, import Artemis.
 */
@NullMarked
package dev.spillway.artemis;

import org.jspecify.annotations.NullMarked;
