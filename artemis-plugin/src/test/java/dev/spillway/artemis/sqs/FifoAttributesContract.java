/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.CONTENT_BASED_DEDUPLICATION;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DEDUPLICATION_SCOPE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.FIFO_QUEUE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.FIFO_THROUGHPUT_LIMIT;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.QUEUE_ARN;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** FIFO queues: their names and their attributes, and that a queue keeps its type. */
abstract class FifoAttributesContract extends OnFifoQueues {

    FifoAttributesContract(Backend backend) {
        super(backend);
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes a queue of the other type")
    void the_dead_letter_queue_of_a_fifo_queue_is_one_too() {
        String standard = queue();

        assertThat(failure(client.createQueue(request -> request.queueName(fifoName())
                                .attributes(of(
                                        FIFO_QUEUE,
                                        "true",
                                        REDRIVE_POLICY,
                                        "{\"deadLetterTargetArn\":\""
                                                + attributes(standard, QUEUE_ARN)
                                                        .get(QUEUE_ARN)
                                                + "\",\"maxReceiveCount\":1}"))))
                        .awsErrorDetails()
                        .errorMessage())
                .endsWith("Reason: Dead-letter queue must be same type of queue as the source.");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "has not all of them")
    void a_fifo_queue_has_the_attributes_of_one_by_default() {
        assertThat(attributes(fifo(), QueueAttributeName.ALL))
                .containsEntry(FIFO_QUEUE, "true")
                .containsEntry(CONTENT_BASED_DEDUPLICATION, "false")
                .containsEntry(DEDUPLICATION_SCOPE, "queue")
                .containsEntry(FIFO_THROUGHPUT_LIMIT, "perQueue");
    }

    @Test
    void a_standard_queue_has_no_attribute_of_a_fifo_queue() {
        assertThat(attributes(queue(), QueueAttributeName.ALL)).doesNotContainKey(FIFO_QUEUE);
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "has no high throughput")
    void high_throughput_asks_for_deduplication_by_group() {
        String url = fifo(of(DEDUPLICATION_SCOPE, "messageGroup", FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"));

        assertThat(attributes(url, FIFO_THROUGHPUT_LIMIT)).isEqualTo(of(FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"));
        assertThat(failure(client.createQueue(request -> request.queueName(fifoName())
                                .attributes(of(FIFO_QUEUE, "true", FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"))))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("InvalidParameterValue");
        assertThat(failure(client.setQueueAttributes(
                                request -> request.queueUrl(url).attributes(of(DEDUPLICATION_SCOPE, "queue"))))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("InvalidParameterValue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes them")
    void a_standard_queue_takes_no_attribute_of_a_fifo_queue(String name) {
        String value = switch (name) {
            case "ContentBasedDeduplication" -> "true";
            case "DeduplicationScope" -> "queue";
            default -> "perQueue";
        };

        assertError(
                client.createQueue(request -> request.queueName(randomName()).attributesWithStrings(of(name, value))),
                "InvalidAttributeName",
                "Unknown Attribute " + name + ".");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers with other codes")
    void a_name_ends_in_fifo_if_and_only_if_the_queue_is_one() {
        assertError(
                client.createQueue(request -> request.queueName(randomName()).attributes(of(FIFO_QUEUE, "true"))),
                "InvalidParameterValue",
                "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end"
                        + " with .fifo suffix and be 1 to 80 in length.");
        assertError(
                client.createQueue(request -> request.queueName(fifoName())),
                "InvalidParameterValue",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "leaves them out of its answer")
    void a_standard_queue_can_not_be_asked_for_an_attribute_of_a_fifo_queue(String name) {
        String url = queue();

        assertError(
                client.getQueueAttributes(request -> request.queueUrl(url).attributeNamesWithStrings("QueueArn", name)),
                "InvalidAttributeName",
                "Unknown Attribute " + name + ".");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes it")
    void a_standard_queue_is_made_without_the_attribute_fifo_queue_and_not_by_its_being_false() {
        assertError(
                client.createQueue(request -> request.queueName(randomName()).attributes(of(FIFO_QUEUE, "false"))),
                "InvalidAttributeName",
                "Unknown Attribute FifoQueue.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes it")
    void a_standard_queue_does_not_become_a_fifo_queue(String value) {
        String url = queue();

        assertError(
                client.setQueueAttributes(request -> request.queueUrl(url).attributes(of(FIFO_QUEUE, value))),
                "InvalidAttributeName",
                "Unknown Attribute FifoQueue.");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes it")
    void a_fifo_queue_does_not_become_a_standard_queue() {
        String url = fifo();

        assertError(
                client.setQueueAttributes(request -> request.queueUrl(url).attributes(of(FIFO_QUEUE, "false"))),
                "InvalidAttributeValue",
                "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.");
    }

    @Test
    void a_fifo_queue_may_be_told_that_it_is_one() {
        String url = fifo();

        done(client.setQueueAttributes(
                request -> request.queueUrl(url).attributes(of(FIFO_QUEUE, "true", VISIBILITY_TIMEOUT, "7"))));

        assertThat(attributes(url, FIFO_QUEUE, VISIBILITY_TIMEOUT))
                .isEqualTo(of(FIFO_QUEUE, "true", VISIBILITY_TIMEOUT, "7"));
    }
}
