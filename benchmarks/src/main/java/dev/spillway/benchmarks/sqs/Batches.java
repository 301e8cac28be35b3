/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The JSON of batch requests, and what is wanted of answers. */
final class Batches {

    static final int BODY_BYTES = 1024;
    static final String BODY = "x".repeat(BODY_BYTES);

    private static final String HANDLE = "\"ReceiptHandle\":\"";

    private Batches() {}

    /** The first member of each request. */
    static String queue(String url) {
        return "\"QueueUrl\":\"" + url + "\"";
    }

    static String sends(String url, int count) {
        return batch(url, IntStream.range(0, count).mapToObj(i -> "\"MessageBody\":\"" + BODY + "\""));
    }

    static String deletes(String url, List<String> handles) {
        return batch(url, handles.stream().map(handle -> HANDLE + handle + "\""));
    }

    /** @param entries the members of each but its Id */
    static String batch(String url, Stream<String> entries) {
        List<String> all = entries.toList();
        return IntStream.range(0, all.size())
                .mapToObj(i -> "{\"Id\":\"" + i + "\"," + all.get(i) + "}")
                .collect(Collectors.joining(",", "{" + queue(url) + ",\"Entries\":[", "]}"));
    }

    /** The receipt handles in an answer to ReceiveMessage. */
    static List<String> handles(String answer) {
        List<String> handles = new ArrayList<>();
        for (int at = answer.indexOf(HANDLE); at >= 0; at = answer.indexOf(HANDLE, at)) {
            int begin = at + HANDLE.length();
            at = answer.indexOf('"', begin);
            handles.add(answer.substring(begin, at));
        }
        return handles;
    }
}
