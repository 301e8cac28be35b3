/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The component {@code spillway-jms}: batches to and from a queue of any JMS broker, each in one transaction of a session.
 * Knows {@code batch}, {@code outage} and {@code message}, not {@code sqs}.
 */
@NullMarked
package dev.spillway.camel.jms;

import org.jspecify.annotations.NullMarked;
