/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.FIFO_QUEUE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** What the themes of the contract share that are about FIFO queues. */
abstract class OnFifoQueues extends SqsContract {

    OnFifoQueues(Backend backend) {
        super(backend);
    }

    static String fifoName() {
        return "contract-" + UUID.randomUUID() + ".fifo";
    }

    final String fifo() {
        return fifo(Map.of());
    }

    final String fifo(Map<QueueAttributeName, String> more) {
        Map<QueueAttributeName, String> attributes = new HashMap<>(more);
        attributes.put(FIFO_QUEUE, "true");
        return queue(fifoName(), attributes);
    }

    /** Sends messages of a group, one after another, each with a deduplication id of its own. */
    final List<SendMessageResponse> send(String url, String group, String... bodies) {
        return List.of(bodies).stream()
                .map(body -> done(client.sendMessage(request -> request.queueUrl(url)
                        .messageBody(body)
                        .messageGroupId(group)
                        .messageDeduplicationId(UUID.randomUUID().toString()))))
                .toList();
    }

    final void makeVisible(String url, Message message) {
        done(client.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0)));
    }

    static List<String> bodies(List<Message> messages) {
        return messages.stream().map(Message::body).toList();
    }
}
