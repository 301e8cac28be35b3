/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.camel.BothEnds;
import dev.spillway.mapping.FakeS3;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Messages whose bodies go through S3, from the broker to SQS and back to it. */
final class LargePayloads implements Traffic {

    private static final int EACH_TIME = 40;
    private static final String LARGE = " is large".repeat(2_000);

    private static final String MAPPINGS = """
              - id: away
                template: jms-to-sqs
                broker: plant
                jmsQueue: large-NAME
                sqsQueue: large-NAME.fifo
                deadLetterQueue: dead
                concurrentConsumers: 2
                firstProbeMillis: 100
                maxProbeMillis: 1000
              - id: home
                template: sqs-to-jms
                broker: plant
                sqsQueue: large-NAME.fifo
                jmsQueue: large-NAME.home
                deadLetterQueue: dead.fifo
                visibilityTimeout: 3
                concurrentConsumers: 2
                firstProbeMillis: 100
                maxProbeMillis: 1000
            """;

    private final BothEnds ends;
    private final FakeS3 s3;
    private final String name;
    private final String queue;
    private int sent;
    private int arrivedBefore;

    /** @param s3 the bridge's, with messages of more than 10,000 bytes */
    LargePayloads(BothEnds ends, FakeS3 s3, String name) {
        this.ends = ends;
        this.s3 = s3;
        this.name = name;
        queue = ends.createFifoQueue("large-" + name + ".fifo", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "3"));
        s3.objects.clear();
    }

    @Override
    public String mappings() {
        return MAPPINGS.replace("NAME", name);
    }

    @Override
    public void send() throws JMSException {
        arrivedBefore = ends.depthOfJms("large-" + name + ".home");
        ends.sendToJms("large-" + name, context -> {
            List<Message> messages = new ArrayList<>();
            for (int i = sent; i < sent + EACH_TIME; i++) {
                messages.add(context.createTextMessage(i + LARGE));
            }
            return messages;
        });
        sent += EACH_TIME;
    }

    @Override
    public boolean isMoving() throws JMSException {
        return ends.depthOfJms("large-" + name + ".home") > arrivedBefore;
    }

    @Override
    public void assertQuiet() throws JMSException {
        assertThat(List.of(ends.leftInJms("large-" + name), ends.depthOfSqs(queue)))
                .as("left in the broker, left on SQS")
                .containsExactly(0, 0);
    }

    @Override
    public String assertNothingLost() throws JMSException {
        assertThat(s3.requests).anyMatch(request -> request.startsWith("PUT "));
        List<String> arrived = ends.textsFromJms("large-" + name + ".home", sent);

        assertThat(arrived.stream().distinct())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, sent).mapToObj(i -> i + LARGE).toList());
        return "%,d through S3: none lost; duplicates %,d, objects left behind %,d"
                .formatted(sent, arrived.size() - sent, s3.objects.size());
    }

    @Override
    public void close() {}
}
