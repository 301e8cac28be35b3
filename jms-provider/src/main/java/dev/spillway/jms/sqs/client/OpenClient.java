/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * A client and what closes it.
 *
 * @param client the client
 * @param service which service it is a client of: equal for the clients of one
 * @param close frees what the client holds; nothing if the client is the application's
 */
public record OpenClient(SqsAsyncClient client, Object service, Runnable close) {}
