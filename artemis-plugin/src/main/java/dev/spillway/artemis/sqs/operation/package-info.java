/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The operations of Amazon SQS, one a file and named as AWS names it, and the two faces that they are reached by:
 * {@link dev.spillway.artemis.sqs.operation.SqsService} makes a client for each caller, {@code ArtemisSqs} is that client.
 *
 * <p>The faces stand with the operations, and not with the nouns of {@code sqs}, so that dependencies point one way:
 * {@code sqs.operation -> sqs -> store}. All but {@code SqsService} is private to this package.
 */
@NullMarked
package dev.spillway.artemis.sqs.operation;

import org.jspecify.annotations.NullMarked;
