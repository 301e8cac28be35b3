/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** The cycle over SQS: one request to send, one to receive, one to delete. */
final class SqsCycle implements Cycle {

    private final SqsConnection connection;
    private final String queueUrl;
    private final Supplier<byte[]> sends;
    private final byte[] receive;
    private final boolean single;

    private SqsCycle(SqsConnection connection, String queueUrl, int batch, Supplier<byte[]> sends) {
        this.connection = connection;
        this.queueUrl = queueUrl;
        this.sends = sends;
        this.single = batch == 1;
        this.receive = connection.request(
                "ReceiveMessage",
                "{" + Batches.queue(queueUrl) + ",\"MaxNumberOfMessages\":" + batch + ",\"WaitTimeSeconds\":2}");
    }

    /** SendMessage, ReceiveMessage of one, DeleteMessage. */
    static SqsCycle ofOne(SqsConnection connection, String queueUrl) {
        byte[] send = connection.request(
                "SendMessage", "{" + Batches.queue(queueUrl) + ",\"MessageBody\":\"" + Batches.BODY + "\"}");
        return new SqsCycle(connection, queueUrl, 1, () -> send);
    }

    /** SendMessageBatch, ReceiveMessage, DeleteMessageBatch. */
    static SqsCycle ofBatches(SqsConnection connection, String queueUrl, int batch) {
        byte[] send = connection.request("SendMessageBatch", Batches.sends(queueUrl, batch));
        return new SqsCycle(connection, queueUrl, batch, () -> send);
    }

    /** As {@link #ofBatches} with a FIFO queue. */
    static SqsCycle ofGroups(SqsConnection connection, String queueUrl, int batch, int groups) {
        GroupSends sends = new GroupSends(queueUrl, batch, groups);
        return new SqsCycle(
                connection, queueUrl, batch, () -> connection.request("SendMessageBatch", sends.nextBatch()));
    }

    @Override
    public int run(Calls calls) throws IOException {
        call(sends.get(), calls);
        List<String> handles = Batches.handles(call(receive, calls));
        if (!handles.isEmpty()) {
            call(delete(handles), calls);
        }
        return handles.size();
    }

    private String call(byte[] request, Calls calls) throws IOException {
        long began = System.nanoTime();
        String answer = connection.call(request);
        calls.took(System.nanoTime() - began);
        return answer;
    }

    private byte[] delete(List<String> handles) {
        return single
                ? connection.request(
                        "DeleteMessage",
                        "{" + Batches.queue(queueUrl) + ",\"ReceiptHandle\":\"" + handles.get(0) + "\"}")
                : connection.request("DeleteMessageBatch", Batches.deletes(queueUrl, handles));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
