/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.camel.BothEnds;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Orders from the broker to SQS, and replies from SQS to the broker, in groups. */
final class OneWays implements Traffic {

    private static final int EACH_TIME = 300;
    private static final int GROUPS = 7;

    private static final String MAPPINGS = """
              - id: there
                template: jms-to-sqs
                broker: plant
                jmsQueue: orders-NAME
                sqsQueue: orders-NAME.fifo
                deadLetterQueue: dead
                concurrentConsumers: 2
                firstProbeMillis: 100
                maxProbeMillis: 1000
              - id: back
                template: sqs-to-jms
                broker: plant
                sqsQueue: replies-NAME.fifo
                jmsQueue: replies-NAME
                deadLetterQueue: dead.fifo
                visibilityTimeout: 3
                concurrentConsumers: 2
                firstProbeMillis: 100
                maxProbeMillis: 1000
            """;

    private final BothEnds ends;
    private final String name;
    private final String orders;
    private final String replies;
    private final String there;
    private final String back;
    private int sent;
    private int arrivedBefore;
    private int arrivedBackBefore;

    OneWays(BothEnds ends, String name) {
        this.ends = ends;
        this.name = name;
        orders = "orders-" + name;
        replies = "replies-" + name;
        there = ends.createFifoQueue(orders + ".fifo", Map.of());
        back = ends.createFifoQueue(replies + ".fifo", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "3"));
    }

    @Override
    public String mappings() {
        return MAPPINGS.replace("NAME", name);
    }

    /** Replies to SQS, and then orders to the broker at once, so that there is a backlog to be killed at. */
    @Override
    public void send() throws JMSException {
        arrivedBefore = ends.depthOfSqs(there);
        arrivedBackBefore = ends.depthOfJms(replies);
        for (int first = sent; first < sent + EACH_TIME; first += 10) {
            List<SendMessageBatchRequestEntry> entries = IntStream.range(first, first + 10)
                    .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .messageBody(Integer.toString(i))
                            .messageGroupId("group-" + i % GROUPS)
                            .messageDeduplicationId(Integer.toString(i))
                            .build())
                    .toList();
            assertThat(ends.sqs()
                            .sendMessageBatch(request -> request.queueUrl(back).entries(entries))
                            .join()
                            .failed())
                    .isEmpty();
        }
        try (JMSContext context = ends.factory().createContext(JMSContext.SESSION_TRANSACTED)) {
            Queue queue = context.createQueue(orders);
            for (int i = sent; i < sent + EACH_TIME; i++) {
                context.createProducer()
                        .setProperty("JMSXGroupID", "group-" + i % GROUPS)
                        .send(queue, Integer.toString(i));
            }
            context.commit();
        }
        sent += EACH_TIME;
    }

    @Override
    public boolean isMoving() throws JMSException {
        return ends.depthOfSqs(there) > arrivedBefore && ends.depthOfJms(replies) > arrivedBackBefore;
    }

    @Override
    public void assertQuiet() throws JMSException {
        assertThat(List.of(ends.depthOfSqs(there), ends.leftInJms(orders), ends.depthOfSqs(back)))
                .as("arrived on SQS, left in the broker, left on SQS")
                .containsExactly(sent, 0, 0);
    }

    @Override
    public String assertNothingLost() throws JMSException {
        List<String> expected =
                IntStream.range(0, sent).mapToObj(Integer::toString).toList();
        List<String> arrived = ends.receiveFromSqs(there, sent).stream()
                .map(message -> message.body())
                .toList();
        List<String> arrivedBack = ends.textsFromJms(replies, sent);
        assertThat(arrived).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(arrivedBack.stream().distinct()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(List.of(firstOfEach(arrived), firstOfEach(arrivedBack)))
                .allSatisfy(groups -> assertThat(groups)
                        .hasSize(GROUPS)
                        .allSatisfy((group, numbers) -> assertThat(numbers).isSorted()));
        return "%,d messages each way: none lost; duplicates on FIFO 0, in the broker %,d"
                .formatted(sent, arrivedBack.size() - sent);
    }

    private static Map<Integer, List<Integer>> firstOfEach(List<String> texts) {
        return texts.stream()
                .distinct()
                .map(Integer::valueOf)
                .collect(Collectors.groupingBy(number -> number % GROUPS));
    }

    @Override
    public void close() {}
}
