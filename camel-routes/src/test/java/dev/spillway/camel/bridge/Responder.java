/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import java.util.Map;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A client of SQS that answers each request where that says, through outages of the endpoint, and then deletes it. */
final class Responder implements AutoCloseable {

    private static final String CORRELATION_ID = "JMS_SQSCorrelationID";

    private final SqsAsyncClient sqs;
    private final String url;
    private final Thread thread = new Thread(this::run, "responder");
    private volatile boolean stopped;

    Responder(SqsAsyncClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
        thread.setDaemon(true);
        thread.start();
    }

    /** What a request is answered with. */
    static String answer(String question) {
        return "re: " + question;
    }

    private void run() {
        while (!stopped) {
            try {
                sqs.receiveMessage(request -> request.queueUrl(url)
                                .maxNumberOfMessages(10)
                                .waitTimeSeconds(1)
                                .messageAttributeNames("All"))
                        .join()
                        .messages()
                        .forEach(this::respond);
            } catch (CompletionException outage) {
                // What was not deleted comes again.
            }
        }
    }

    private void respond(Message question) {
        sqs.sendMessage(request -> request.queueUrl(question.messageAttributes()
                                .get("JMS_SQSReplyToQueueURL")
                                .stringValue())
                        .messageBody(answer(question.body()))
                        .messageAttributes(Map.of(
                                CORRELATION_ID, question.messageAttributes().get(CORRELATION_ID))))
                .join();
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(question.receiptHandle()))
                .join();
    }

    @Override
    public void close() {
        stopped = true;
    }
}
