/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What an SQS server must do, theme by theme ({@code *Contract}), and the servers that are held to it
 * ({@code Sqs*Test}, {@code Sqs*IT}): Spillway in process, over HTTP and
 * installed in a stock broker, and ElasticMQ. A server costs some thirty lines. Where one
 * is known to be wrong the test says so with {@link dev.spillway.artemis.sqs.DeviatesIn}.
 */
@NullMarked
package dev.spillway.artemis.sqs;

import org.jspecify.annotations.NullMarked;
