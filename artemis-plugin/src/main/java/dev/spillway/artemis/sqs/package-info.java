/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The nouns of Amazon SQS (queue URLs, queue attributes, message attributes, receipt handles) and its errors, all of
 * them in {@link dev.spillway.artemis.sqs.SqsErrors}.
 *
 * <p>This package uses {@code store} and {@code aws}; it knows neither the operations ({@code sqs.operation}), nor the
 * wire, nor Artemis. Its types are public for {@code sqs.operation} alone.
 */
@NullMarked
package dev.spillway.artemis.sqs;

import org.jspecify.annotations.NullMarked;
