/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The services as one caller sees them: what a {@link Call} is made on. */
public record Clients(SqsAsyncClient sqs) {}
