/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import java.io.IOException;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages that lie in a queue before it is measured. */
final class Backlog {

    private Backlog() {}

    static void send(URI endpoint, String queueUrl, int messages) throws IOException {
        String body = "x".repeat(SqsCycle.BODY_BYTES);
        String entries = IntStream.range(0, 10)
                .mapToObj(i -> "{\"Id\":\"" + i + "\",\"MessageBody\":\"" + body + "\"}")
                .collect(Collectors.joining(","));
        try (SqsConnection connection = new SqsConnection(endpoint)) {
            for (int sent = 0; sent < messages; sent += 10) {
                connection.call(
                        "SendMessageBatch", "{\"QueueUrl\":\"" + queueUrl + "\",\"Entries\":[" + entries + "]}");
            }
        }
    }
}
