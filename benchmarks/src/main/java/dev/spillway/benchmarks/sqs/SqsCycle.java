/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cycle over SQS, {@code batch} messages at a time: 10 by the batch operations, 1 by the single ones. */
final class SqsCycle implements Cycle {

    static final int BODY_BYTES = 1024;

    private static final String BODY = "x".repeat(BODY_BYTES);
    private static final Pattern HANDLE = Pattern.compile("\"ReceiptHandle\":\"([^\"]+)\"");

    private final SqsConnection connection;
    private final String queueUrl;
    private final int batch;
    private final String send;
    private final String receive;

    SqsCycle(URI endpoint, String queueUrl, int batch) throws IOException {
        this.connection = new SqsConnection(endpoint);
        this.queueUrl = queueUrl;
        this.batch = batch;
        this.send = batch == 1 ? "{" + queue() + ",\"MessageBody\":\"" + BODY + "\"}" : batchOfSends(batch);
        this.receive = "{" + queue() + ",\"MaxNumberOfMessages\":" + batch + ",\"WaitTimeSeconds\":2}";
    }

    @Override
    public Done run() throws IOException {
        connection.call(batch == 1 ? "SendMessage" : "SendMessageBatch", send);
        Matcher found = HANDLE.matcher(connection.call("ReceiveMessage", receive));
        List<String> handles = new ArrayList<>(batch);
        while (found.find()) {
            handles.add(found.group(1));
        }
        if (handles.isEmpty()) {
            return new Done(0, 2);
        }
        if (batch == 1) {
            connection.call("DeleteMessage", "{" + queue() + ",\"ReceiptHandle\":\"" + handles.get(0) + "\"}");
        } else {
            connection.call("DeleteMessageBatch", batchOfDeletes(handles));
        }
        return new Done(handles.size(), 3);
    }

    private String queue() {
        return "\"QueueUrl\":\"" + queueUrl + "\"";
    }

    private String batchOfSends(int count) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add("{\"Id\":\"" + i + "\",\"MessageBody\":\"" + BODY + "\"}");
        }
        return "{" + queue() + ",\"Entries\":[" + String.join(",", entries) + "]}";
    }

    private String batchOfDeletes(List<String> handles) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < handles.size(); i++) {
            entries.add("{\"Id\":\"" + i + "\",\"ReceiptHandle\":\"" + handles.get(i) + "\"}");
        }
        return "{" + queue() + ",\"Entries\":[" + String.join(",", entries) + "]}";
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
