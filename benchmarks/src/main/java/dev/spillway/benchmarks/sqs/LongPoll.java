/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How long it takes from the begin of a send to the end of the long poll that waited for it, with nothing else going on. */
final class LongPoll {

    private static final int WARM_UP = 1_000;

    /** The poll has to be waiting when the message is sent. */
    private static final int PAUSE_MILLIS = 20;

    private static final int WARM_UP_PAUSE_MILLIS = 1;

    private LongPoll() {}

    /** @return the times in nanoseconds */
    static long[] measure(URI endpoint, String queueUrl, int times) throws Exception {
        long[] nanos = new long[times];
        try (SqsConnection sender = new SqsConnection(endpoint);
                SqsConnection receiver = new SqsConnection(endpoint)) {
            String queue = "{\"QueueUrl\":\"" + queueUrl + "\"";
            for (int i = -WARM_UP; i < times; i++) {
                CompletableFuture<Long> received = CompletableFuture.supplyAsync(() -> receive(receiver, queue));
                TimeUnit.MILLISECONDS.sleep(i < 0 ? WARM_UP_PAUSE_MILLIS : PAUSE_MILLIS);
                long began = System.nanoTime();
                sender.call("SendMessage", queue + ",\"MessageBody\":\"x\"}");
                long took = received.get(30, TimeUnit.SECONDS) - began;
                if (i >= 0) {
                    nanos[i] = took;
                }
            }
        }
        return nanos;
    }

    private static long receive(SqsConnection connection, String queue) {
        try {
            String answer = connection.call("ReceiveMessage", queue + ",\"WaitTimeSeconds\":20}");
            long at = System.nanoTime();
            String handle = answer.replaceAll("(?s).*\"ReceiptHandle\":\"([^\"]+)\".*", "$1");
            connection.call("DeleteMessage", queue + ",\"ReceiptHandle\":\"" + handle + "\"}");
            return at;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
