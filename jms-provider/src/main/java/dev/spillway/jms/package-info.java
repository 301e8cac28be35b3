/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A Jakarta Messaging 3.1 provider whose queues are Amazon SQS queues:
 * {@link dev.spillway.jms.SpillwayConnectionFactory} and its options.
 *
 * <p>Dependencies point {@code jms -> connection, context -> session -> transport <- sqs}; {@code message}, {@code metrics} and
 * {@code destination} stand below all of them, and {@code jndi} above. Only {@code sqs} and the factory, which may be given a client, use the
 * AWS SDK.
 */
@NullMarked
package dev.spillway.jms;

import org.jspecify.annotations.NullMarked;
