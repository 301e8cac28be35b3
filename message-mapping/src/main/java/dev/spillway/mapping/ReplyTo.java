/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Where a reply is asked for.
 *
 * @param queueName the queue's name
 * @param queueUrl the queue's URL where the sender knows it, as amazon-sqs-java-messaging-lib sends it
 */
public record ReplyTo(String queueName, @Nullable String queueUrl) {}
