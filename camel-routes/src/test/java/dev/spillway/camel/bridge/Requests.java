/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.camel.BothEnds;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Requests from the broker, answered on SQS, and their replies. */
final class Requests implements Traffic {

    private static final int EACH_TIME = 60;

    private static final String MAPPINGS = """
              - id: ask
                template: jms-request-sqs-reply
                broker: plant
                jmsQueue: questions-NAME
                deadLetterQueue: dead
                sqsQueue: questions-NAME
                sqsReplyQueue: answers-NAME
                sqsDeadLetterQueue: dead
                replySecret: a secret of the test
                visibilityTimeout: 3
                concurrentConsumers: 2
                firstProbeMillis: 100
                maxProbeMillis: 1000
            """;

    private final BothEnds ends;
    private final String name;
    private final JMSContext requester;
    private final Queue replies;
    private final String questions;
    private final String answers;
    private final Responder responder;
    private int sent;
    private int arrivedBefore;

    /** @param temporary whether replies go to a temporary queue, which ends with the broker's process */
    Requests(BothEnds ends, String name, boolean temporary) {
        this.ends = ends;
        this.name = name;
        questions = createQueue("questions-" + name);
        answers = createQueue("answers-" + name);
        requester = ends.factory().createContext();
        replies = temporary ? requester.createTemporaryQueue() : requester.createQueue("answered-" + name);
        responder = new Responder(ends.sqs(), questions);
    }

    private String createQueue(String queue) {
        return ends.sqs()
                .createQueue(request ->
                        request.queueName(queue).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "3")))
                .join()
                .queueUrl();
    }

    @Override
    public String mappings() {
        return MAPPINGS.replace("NAME", name);
    }

    @Override
    public void send() throws JMSException {
        arrivedBefore = ends.depthOfJms(replies.getQueueName());
        ends.sendToJms("questions-" + name, context -> {
            List<jakarta.jms.Message> requests = new ArrayList<>();
            for (int i = sent; i < sent + EACH_TIME; i++) {
                TextMessage request = context.createTextMessage(Integer.toString(i));
                request.setJMSReplyTo(replies);
                request.setJMSCorrelationID("question " + i);
                requests.add(request);
            }
            return requests;
        });
        sent += EACH_TIME;
    }

    @Override
    public boolean isMoving() throws JMSException {
        return ends.depthOfJms(replies.getQueueName()) > arrivedBefore;
    }

    @Override
    public void assertQuiet() throws JMSException {
        assertThat(List.of(ends.leftInJms("questions-" + name), ends.depthOfSqs(questions), ends.depthOfSqs(answers)))
                .as("requests left in the broker, left on SQS, replies left on SQS")
                .containsExactly(0, 0, 0);
    }

    @Override
    public String assertNothingLost() throws JMSException {
        List<String> replied = ends.textsFromJms(replies.getQueueName(), sent);

        assertThat(replied.stream().distinct())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, sent)
                        .mapToObj(i -> Responder.answer(Integer.toString(i)))
                        .toList());
        return "%,d requests: each answered, %,d of them again".formatted(sent, replied.size() - sent);
    }

    @Override
    public void close() {
        responder.close();
        requester.close();
    }
}
