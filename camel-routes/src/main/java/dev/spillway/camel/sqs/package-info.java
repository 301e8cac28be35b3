/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The component {@code spillway-sqs}: batches to and from a queue of SQS, large payloads through S3. The only package that uses the AWS SDK. Knows
 * {@code batch} and {@code outage}, not {@code jms}.
 */
@NullMarked
package dev.spillway.camel.sqs;

import org.jspecify.annotations.NullMarked;
