/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The messages of one receive: the batch that the route gets, and how they leave the queue or stay in it. */
final class ReceivedBatch {

    private static final Logger LOG = LoggerFactory.getLogger(ReceivedBatch.class);

    private final SqsAsyncClient client;
    private final String queueUrl;
    private final List<Message> messages;
    private final Batch batch;

    ReceivedBatch(SqsAsyncClient client, String queueUrl, List<Message> messages) {
        this.client = client;
        this.queueUrl = queueUrl;
        this.messages = messages;
        this.batch = new Batch(messages.stream().map(ReceivedBatch::read).toList());
    }

    Batch batch() {
        return batch;
    }

    /** Deletes what the target has. What can't be deleted comes again: at least once, not at most. */
    void deleteAccepted() {
        List<Integer> accepted = IntStream.range(0, messages.size())
                .filter(i -> state(i) == BatchMessage.State.ACCEPTED)
                .boxed()
                .toList();
        if (accepted.isEmpty()) {
            return;
        }
        List<DeleteMessageBatchRequestEntry> entries = accepted.stream()
                .map(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .build())
                .toList();
        try {
            client.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries))
                    .join()
                    .failed()
                    .forEach(failed -> LOG.warn(
                            "message {} of {} crossed and was not deleted, it will come again: {}",
                            messages.get(Integer.parseInt(failed.id())).messageId(),
                            queueUrl,
                            SqsFailures.reason(failed)));
        } catch (RuntimeException failure) {
            LOG.warn(
                    "{} messages of {} crossed and were not deleted, they will come again: {}",
                    entries.size(),
                    queueUrl,
                    SqsFailures.unwrap(failure).toString());
        }
    }

    /** Gives back, in order and at once, what did not cross, so that the queue's redrive policy counts it. */
    void returnRest() {
        hide(i -> state(i) != BatchMessage.State.ACCEPTED, 0);
    }

    /** Keeps all of them hidden for so many seconds from now. */
    void keepHidden(int seconds) {
        hide(i -> true, seconds);
    }

    private void hide(IntPredicate which, int seconds) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (which.test(i)) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(messages.get(i).receiptHandle())
                        .visibilityTimeout(seconds)
                        .build());
            }
        }
        if (entries.isEmpty()) {
            return;
        }
        try {
            for (BatchResultErrorEntry failed : client.changeMessageVisibilityBatch(
                            request -> request.queueUrl(queueUrl).entries(entries))
                    .join()
                    .failed()) {
                LOG.warn("visibility of a message of {}: {}", queueUrl, SqsFailures.reason(failed));
            }
        } catch (RuntimeException failure) {
            LOG.warn(
                    "visibility of {} messages of {}: {}",
                    entries.size(),
                    queueUrl,
                    SqsFailures.unwrap(failure).toString());
        }
    }

    private BatchMessage.State state(int index) {
        return batch.messages().get(index).state();
    }

    private static BatchMessage read(Message message) {
        Map<String, Attribute> attributes = new HashMap<>();
        message.messageAttributes().forEach((name, value) -> attributes.put(name, attribute(value)));
        return new BatchMessage(
                message.messageId(),
                message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID),
                SqsMapping.decode(new WireMessage(message.body(), attributes)));
    }

    private static Attribute attribute(MessageAttributeValue value) {
        return new Attribute(
                value.dataType(),
                value.stringValue(),
                value.binaryValue() == null ? null : value.binaryValue().asByteArrayUnsafe());
    }
}
