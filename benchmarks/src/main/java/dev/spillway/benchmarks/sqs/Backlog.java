/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Messages that lie in a queue before it is measured. */
final class Backlog {

    private static final int BATCH = 10;
    private static final int CONNECTIONS = 4;

    private Backlog() {}

    static void send(URI endpoint, String queueUrl, int messages) throws Exception {
        CompletableFuture.allOf(IntStream.range(0, CONNECTIONS)
                        .mapToObj(i -> CompletableFuture.runAsync(
                                () -> sendSome(endpoint, queueUrl, messages / CONNECTIONS),
                                task -> new Thread(task, "backlog").start()))
                        .toArray(CompletableFuture[]::new))
                .get(5, TimeUnit.MINUTES);
    }

    private static void sendSome(URI endpoint, String queueUrl, int messages) {
        try (SqsConnection connection = new SqsConnection(endpoint)) {
            byte[] request = connection.request("SendMessageBatch", Batches.sends(queueUrl, BATCH));
            for (int sent = 0; sent < messages; sent += BATCH) {
                connection.call(request);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
