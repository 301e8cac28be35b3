/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How fast SQS is served: {@link dev.spillway.benchmarks.sqs.SqsBenchmark} puts the same load on Spillway and its peers
 * in turn, in one run; {@link dev.spillway.benchmarks.sqs.BacklogBenchmark} puts millions of messages into one queue of
 * Spillway. The clients are raw connections, so that what is measured is the server.
 */
@NullMarked
package dev.spillway.benchmarks.sqs;

import org.jspecify.annotations.NullMarked;
