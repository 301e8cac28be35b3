/* SPDX-License-Identifier: Apache-2.0 */
/** Queues of SQS by name, URL and ARN, and those that the provider made itself: temporary ones, swept after a crash. Depends on the clients. */
@NullMarked
package dev.spillway.jms.sqs.queue;

import org.jspecify.annotations.NullMarked;
