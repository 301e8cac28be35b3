/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The component {@code spillway-jms}: batches to and from a queue of any JMS broker, each in one transaction of a session.
 * Knows {@code batch}, {@code outage}, {@code message} and {@code reply}, not {@code sqs}. Of brokers' clients, it knows
 * Artemis's alone, for what the API has no word for.
 */
@NullMarked
package dev.spillway.camel.jms;

import org.jspecify.annotations.NullMarked;
