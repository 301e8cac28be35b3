/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import java.util.UUID;
import java.util.stream.IntStream;

/** Batches for a FIFO queue, over all groups in turn. No message is a duplicate of another. */
final class GroupSends {

    private final String queueUrl;
    private final int batch;
    private final int groups;
    private final String sender = UUID.randomUUID().toString();
    private int sent;

    /** Begins at any group, so that connections don't march in step. */
    GroupSends(String queueUrl, int batch, int groups) {
        this.queueUrl = queueUrl;
        this.batch = batch;
        this.groups = groups;
        this.sent = Math.floorMod(sender.hashCode(), groups);
    }

    /** The body of the next SendMessageBatch. */
    String nextBatch() {
        int first = sent;
        sent += batch;
        return Batches.batch(
                queueUrl,
                IntStream.range(first, sent)
                        .mapToObj(n -> "\"MessageGroupId\":\"group-" + n % groups + "\",\"MessageDeduplicationId\":\""
                                + sender + "-" + n + "\",\"MessageBody\":\"" + Batches.BODY + "\""));
    }
}
