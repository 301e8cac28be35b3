/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** TagQueue, UntagQueue and ListQueueTags. */
abstract class TagsContract extends SqsContract {

    TagsContract(Backend backend) {
        super(backend);
    }

    private Map<String, String> tags(String url) {
        return done(client.listQueueTags(request -> request.queueUrl(url))).tags();
    }

    private void tag(String url, Map<String, String> tags) {
        done(client.tagQueue(request -> request.queueUrl(url).tags(tags)));
    }

    private void assertRefused(String url, Map<String, String> tags, String message) {
        assertError(client.tagQueue(request -> request.queueUrl(url).tags(tags)), "InvalidParameterValue", message);
    }

    private static Map<String, String> numbered(int count) {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < count; i++) {
            tags.put("key" + i, "value" + i);
        }
        return tags;
    }

    @Test
    void a_new_queue_has_no_tags() {
        assertThat(tags(queue())).isEmpty();
    }

    @Test
    void a_queue_has_the_tags_that_it_was_created_with() {
        String name = randomName();
        done(client.createQueue(request -> request.queueName(name).tags(of("team", "orders"))));

        String url = queue(name, of());

        assertThat(tags(url)).isEqualTo(of("team", "orders"));
    }

    @Test
    void tags_are_added_and_one_of_the_same_key_is_replaced() {
        String url = queue();
        tag(url, of("team", "orders", "stage", "test"));

        tag(url, of("stage", "production", "Stage", "another key"));

        assertThat(tags(url)).isEqualTo(of("team", "orders", "stage", "production", "Stage", "another key"));
    }

    @Test
    void a_tag_is_taken_off_by_its_key_and_unknown_keys_are_passed_over() {
        String url = queue();
        tag(url, of("team", "orders", "stage", "test"));

        done(client.untagQueue(request -> request.queueUrl(url).tagKeys("stage", "no such")));

        assertThat(tags(url)).isEqualTo(of("team", "orders"));
    }

    @Test
    void changes_of_tags_and_attributes_at_the_same_time_are_all_kept() {
        String url = queue();

        var first = client.tagQueue(request -> request.queueUrl(url).tags(of("a", "1")));
        var second = client.setQueueAttributes(
                request -> request.queueUrl(url).attributesWithStrings(of("DelaySeconds", "7")));
        var third = client.tagQueue(request -> request.queueUrl(url).tags(of("b", "2")));
        done(first);
        done(second);
        done(third);

        assertThat(tags(url)).isEqualTo(of("a", "1", "b", "2"));
        assertThat(done(client.getQueueAttributes(
                                request -> request.queueUrl(url).attributeNamesWithStrings("DelaySeconds")))
                        .attributesAsStrings())
                .isEqualTo(of("DelaySeconds", "7"));
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes any number of tags")
    void a_queue_has_at_most_50_tags() {
        String name = randomName();
        String url = queue(name, of());
        tag(url, numbered(50));

        assertRefused(url, of("one", "more"), "Too many tags added for queue " + name + ".");
        tag(url, of("key0", "changed"));

        assertThat(tags(url)).hasSize(50).containsEntry("key0", "changed");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes tags of any length")
    void keys_have_1_to_128_characters_and_values_up_to_256() {
        String url = queue();
        tag(url, of("ä".repeat(128), "ü".repeat(256), "empty", ""));

        assertRefused(url, of("k".repeat(129), "v"), "Tag keys must be between 1 and 128 characters in length.");
        assertRefused(url, of("", "v"), "Tag keys must be between 1 and 128 characters in length.");
        assertRefused(url, of("k", "v".repeat(257)), "Tag values must be between 0 and 256 characters in length.");
        assertThat(tags(url)).hasSize(2);
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes any key")
    void keys_that_begin_with_aws_are_reserved() {
        assertRefused(
                queue(),
                of("aws:cloudformation:stack-name", "v"),
                "Tag keys can't begin with aws:, which is reserved for use by AWS."
                        + " You have sent aws:cloudformation:stack-name.");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes any tags")
    void a_queue_with_tags_that_are_refused_is_not_created() {
        String name = randomName();

        assertError(
                client.createQueue(request -> request.queueName(name).tags(numbered(51))),
                "InvalidParameterValue",
                "Too many tags added for queue " + name + ".");
        assertThat(failure(client.getQueueUrl(request -> request.queueName(name))))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes a request without tags")
    void no_tags_and_no_keys_are_refused() {
        String url = queue();

        assertError(
                client.tagQueue(request -> request.queueUrl(url).tags(of())),
                "MissingParameter",
                "The request must contain the parameter Tags.");
        assertError(
                client.untagQueue(request -> request.queueUrl(url).tagKeys(new String[0])),
                "InvalidParameterValue",
                "Tag keys must be between 1 and 128 characters in length.");
    }

    @Test
    void the_tags_of_a_queue_that_is_not_there_are_not_found() {
        String url = queue();
        done(client.deleteQueue(request -> request.queueUrl(url)));

        assertThat(failure(client.listQueueTags(request -> request.queueUrl(url))))
                .isInstanceOf(QueueDoesNotExistException.class);
        assertThat(failure(client.tagQueue(request -> request.queueUrl(url).tags(of("a", "b")))))
                .isInstanceOf(QueueDoesNotExistException.class);
        assertThat(failure(client.untagQueue(request -> request.queueUrl(url).tagKeys("a"))))
                .isInstanceOf(QueueDoesNotExistException.class);
    }
}
