/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Bridges the queues of any JMS broker to SQS and back, as Camel components that move batches.
 *
 * <p>{@code jms} and {@code sqs} are the two components; they don't know each other and meet in {@code batch}, the body of
 * the exchanges that go between them. {@code route} is what every source and target is to Camel, {@code outage} holds a
 * source back while its target does not answer, {@code message} is the adapter of JMS messages, {@code reply} finds
 * the requester of a reply. Dependencies go from {@code jms} and {@code sqs} to {@code route}, {@code outage} and, of
 * {@code jms} alone, {@code message} and {@code reply}, and from all of them to {@code batch}.
 *
 * <p>The route templates are resources in {@code templates}, the Kamelets in {@code kamelets}, where Camel looks for them.
 */
@NullMarked
package dev.spillway.camel;

import org.jspecify.annotations.NullMarked;
