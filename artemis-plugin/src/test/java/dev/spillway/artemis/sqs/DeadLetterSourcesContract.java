/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** ListDeadLetterSourceQueues. */
abstract class DeadLetterSourcesContract extends SqsContract {

    DeadLetterSourcesContract(Backend backend) {
        super(backend);
    }

    private String source(String name, String deadLetterQueue) {
        return queue(
                name,
                of(
                        REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:" + deadLetterQueue
                                + "\",\"maxReceiveCount\":3}"));
    }

    @Test
    void the_sources_of_a_dead_letter_queue_are_those_whose_redrive_policy_names_it() {
        String target = randomName();
        String url = queue(target, of());
        String first = source(randomName(), target);
        String second = source(randomName(), target);
        String other = randomName();
        queue(other, of());
        source(randomName(), other);

        assertThat(done(client.listDeadLetterSourceQueues(request -> request.queueUrl(url)))
                        .queueUrls())
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes no empty redrive policy")
    void a_queue_that_no_redrive_policy_names_has_no_sources() {
        String target = randomName();
        String url = queue(target, of());
        String former = source(randomName(), target);
        done(client.setQueueAttributes(request -> request.queueUrl(former).attributes(of(REDRIVE_POLICY, ""))));

        assertThat(done(client.listDeadLetterSourceQueues(request -> request.queueUrl(url)))
                        .queueUrls())
                .isEmpty();
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "doesn't paginate")
    void sources_come_in_pages_of_the_size_that_is_asked_for() {
        String target = randomName();
        String url = queue(target, of());
        String prefix = "source-" + UUID.randomUUID();
        String first = source(prefix + "-1", target);
        String second = source(prefix + "-2", target);
        String third = source(prefix + "-3", target);

        var page = done(client.listDeadLetterSourceQueues(
                request -> request.queueUrl(url).maxResults(2)));
        var last = done(client.listDeadLetterSourceQueues(
                request -> request.queueUrl(url).maxResults(2).nextToken(page.nextToken())));

        assertThat(page.queueUrls()).containsExactly(first, second);
        assertThat(last.queueUrls()).containsExactly(third);
        assertThat(last.nextToken()).isNull();
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers with an empty list")
    void the_sources_of_a_queue_that_is_not_there_are_not_found() {
        String url = queue();
        done(client.deleteQueue(request -> request.queueUrl(url)));

        assertThat(failure(client.listDeadLetterSourceQueues(request -> request.queueUrl(url))))
                .isInstanceOf(QueueDoesNotExistException.class);
    }
}
