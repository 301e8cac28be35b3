/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DELAY_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueInProgressException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** CreateQueue, GetQueueUrl, ListQueues, DeleteQueue and PurgeQueue. */
abstract class QueuesContract extends SqsContract {

    private static final QueueAttributeName[] NUMBERS = {
        APPROXIMATE_NUMBER_OF_MESSAGES, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE
    };

    QueuesContract(Backend backend) {
        super(backend);
    }

    @Test
    void a_queue_that_was_created_is_found_by_its_name() {
        String name = randomName();
        String url = queue(name, of());

        assertThat(done(client.getQueueUrl(request -> request.queueName(name))).queueUrl())
                .isEqualTo(url)
                .endsWith("/000000000000/" + name);
    }

    @Test
    void creating_a_queue_again_with_equal_attributes_gives_the_same_queue() {
        String name = randomName();
        String url = queue(name, of(DELAY_SECONDS, "5"));

        assertThat(queue(name, of(DELAY_SECONDS, "5"))).isEqualTo(url);
        assertThat(queue(name, of())).isEqualTo(url);
    }

    @Test
    void a_default_is_equal_to_its_value_when_a_queue_is_created_again() {
        String name = randomName();
        String url = queue(name, of());

        assertThat(queue(name, of(VISIBILITY_TIMEOUT, "30"))).isEqualTo(url);
    }

    @Test
    @DeviatesIn(
            value = Backend.ELASTICMQ,
            why = "gives the JSON protocol's code where SDKs expect the one of the Query protocol")
    void creating_a_queue_again_with_another_attribute_names_what_differs() {
        String name = randomName();
        queue(name, of(DELAY_SECONDS, "5"));

        var again = client.createQueue(request -> request.queueName(name).attributes(of(DELAY_SECONDS, "6")));

        assertError(
                again,
                "QueueAlreadyExists",
                "A queue already exists with the same name and a different value for attribute DelaySeconds");
        assertThat(failure(again)).isInstanceOf(QueueNameExistsException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with.dot", "with blank", "with/slash", "umlaut-ä"})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes a dot, and answers InvalidAttributeName for the rest")
    void a_name_of_a_wrong_form_is_refused(String name) {
        assertError(
                client.createQueue(request -> request.queueName(name)),
                "InvalidParameterValue",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers InvalidAttributeName")
    void a_name_has_at_most_80_characters() {
        String name = randomName() + "-".repeat(80);

        queue(name.substring(0, 80), of());

        assertThat(failure(client.createQueue(request -> request.queueName(name.substring(0, 81))))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    @DeviatesIn(
            value = Backend.ELASTICMQ,
            why = "gives the JSON protocol's code where SDKs expect the one of the Query protocol")
    void the_url_of_a_queue_that_is_not_there_is_not_found() {
        var call = client.getQueueUrl(request -> request.queueName(randomName()));

        assertQueueDoesNotExist(call);
        assertThat(failure(call)).isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void queues_are_listed_by_prefix() {
        String prefix = "list-" + UUID.randomUUID();
        String first = queue(prefix + "-1", of());
        String second = queue(prefix + "-2", of());
        queue("other-" + prefix, of());

        assertThat(done(client.listQueues(request -> request.queueNamePrefix(prefix)))
                        .queueUrls())
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "doesn't paginate")
    void a_list_comes_in_pages_of_the_size_that_is_asked_for() {
        String prefix = "page-" + UUID.randomUUID();
        String first = queue(prefix + "-1", of());
        String second = queue(prefix + "-2", of());
        String third = queue(prefix + "-3", of());

        ListQueuesResponse page = done(
                client.listQueues(request -> request.queueNamePrefix(prefix).maxResults(2)));
        ListQueuesResponse last = done(client.listQueues(
                request -> request.queueNamePrefix(prefix).maxResults(2).nextToken(page.nextToken())));

        assertThat(page.queueUrls()).containsExactly(first, second);
        assertThat(last.queueUrls()).containsExactly(third);
        assertThat(last.nextToken()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1001})
    @DeviatesIn(value = Backend.ELASTICMQ, why = "doesn't paginate")
    void a_page_has_1_to_1000_queues(int size) {
        assertThat(failure(client.listQueues(request -> request.maxResults(size)))
                        .awsErrorDetails()
                        .errorMessage())
                .contains("MaxResults must be an integer between 1 and 1000");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "doesn't paginate")
    void a_token_that_no_page_gave_is_refused() {
        assertError(
                client.listQueues(request -> request.maxResults(1).nextToken("nonsense")),
                "InvalidParameterValue",
                "Invalid or expired next token.");
    }

    @Test
    void a_deleted_queue_is_gone() {
        String url = queue();

        done(client.deleteQueue(request -> request.queueUrl(url)));

        assertThat(failure(client.sendMessage(request -> request.queueUrl(url).messageBody("late"))))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    void a_queue_that_is_made_again_has_none_of_the_old_messages() {
        String name = randomName();
        String url = queue(name, of());
        send(url, "old");
        done(client.deleteQueue(request -> request.queueUrl(url)));

        queue(name, of());

        assertThat(poll(url)).isEmpty();
    }

    @Test
    void a_purge_takes_all_messages_those_in_flight_too() {
        String url = queue();
        send(url, "in flight");
        receive(url);
        send(url, "visible");

        done(client.purgeQueue(request -> request.queueUrl(url)));

        assertThat(poll(url)).isEmpty();
        assertThat(attributes(url, NUMBERS)).isEqualTo(Map.of(NUMBERS[0], "0", NUMBERS[1], "0"));
    }

    @Test
    void a_queue_that_is_made_again_may_be_purged_at_once() {
        String name = randomName();
        String url = queue(name, of());
        done(client.purgeQueue(request -> request.queueUrl(url)));
        done(client.deleteQueue(request -> request.queueUrl(url)));

        String again = queue(name, of());

        done(client.purgeQueue(request -> request.queueUrl(again)));
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "purges as often as it is asked to")
    void a_second_purge_within_a_minute_is_refused() {
        String name = randomName();
        String url = queue(name, of());
        done(client.purgeQueue(request -> request.queueUrl(url)));

        var second = client.purgeQueue(request -> request.queueUrl(url));

        assertError(
                second,
                "AWS.SimpleQueueService.PurgeQueueInProgress",
                "Only one PurgeQueue operation on " + name + " is allowed every 60 seconds.");
        assertThat(failure(second)).isInstanceOf(PurgeQueueInProgressException.class);
    }
}
