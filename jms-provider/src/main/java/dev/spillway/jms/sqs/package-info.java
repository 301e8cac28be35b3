/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The transport over Amazon SQS: senders, shared receivers, visibility and transactions' needs, made of its parts below,
 * which don't see it: {@code client}, {@code queue}, {@code batch}, {@code s3}. It and they are the only packages that use
 * the AWS SDK.
 */
@NullMarked
package dev.spillway.jms.sqs;

import org.jspecify.annotations.NullMarked;
