/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.queue;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Where requests to a queue go.
 *
 * @param client the client of the queue's region
 * @param url the queue's URL
 */
public record KnownQueue(SqsAsyncClient client, String url) {}
