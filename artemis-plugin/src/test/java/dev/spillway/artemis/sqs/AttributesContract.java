/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.entry;
import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.ALL;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.CREATED_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DELAY_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.KMS_MASTER_KEY_ID;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.LAST_MODIFIED_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MAXIMUM_MESSAGE_SIZE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.MESSAGE_RETENTION_PERIOD;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.QUEUE_ARN;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_ALLOW_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.SQS_MANAGED_SSE_ENABLED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesResponse;

/** GetQueueAttributes and SetQueueAttributes. */
abstract class AttributesContract extends SqsContract {

    AttributesContract(Backend backend) {
        super(backend);
    }

    private CompletableFuture<SetQueueAttributesResponse> set(String url, QueueAttributeName name, String value) {
        return client.setQueueAttributes(request -> request.queueUrl(url).attributes(of(name, value)));
    }

    private String deadLetterPolicy(String name, Object maxReceiveCount) {
        return "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:" + name + "\",\"maxReceiveCount\":"
                + maxReceiveCount + "}";
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "knows neither the retention period, nor the size, nor encryption")
    void a_new_queue_has_the_defaults_of_amazon_sqs() {
        String name = randomName();
        String url = queue(name, of());

        assertThat(attributes(url, ALL))
                .containsOnlyKeys(
                        QUEUE_ARN,
                        APPROXIMATE_NUMBER_OF_MESSAGES,
                        APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                        CREATED_TIMESTAMP,
                        LAST_MODIFIED_TIMESTAMP,
                        VISIBILITY_TIMEOUT,
                        MAXIMUM_MESSAGE_SIZE,
                        MESSAGE_RETENTION_PERIOD,
                        DELAY_SECONDS,
                        RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
                        SQS_MANAGED_SSE_ENABLED)
                .contains(
                        entry(QUEUE_ARN, "arn:aws:sqs:us-east-1:000000000000:" + name),
                        entry(VISIBILITY_TIMEOUT, "30"),
                        entry(MAXIMUM_MESSAGE_SIZE, "1048576"),
                        entry(MESSAGE_RETENTION_PERIOD, "345600"),
                        entry(DELAY_SECONDS, "0"),
                        entry(RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "0"),
                        entry(SQS_MANAGED_SSE_ENABLED, "true"));
    }

    @Test
    void the_attributes_count_messages_by_their_state() {
        String url = queue();
        send(url, "in flight");
        receive(url);
        send(url, "visible");
        done(client.sendMessage(
                request -> request.queueUrl(url).messageBody("delayed").delaySeconds(900)));

        assertThat(attributes(
                        url,
                        APPROXIMATE_NUMBER_OF_MESSAGES,
                        APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo(Map.of(
                        APPROXIMATE_NUMBER_OF_MESSAGES, "1",
                        APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "1",
                        APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "1"));
    }

    @Test
    void times_are_told_in_seconds() {
        long before = Instant.now().getEpochSecond();
        String url = queue();

        Map<QueueAttributeName, String> times = attributes(url, CREATED_TIMESTAMP, LAST_MODIFIED_TIMESTAMP);

        assertThat(Long.parseLong(times.get(CREATED_TIMESTAMP)))
                .isBetween(before, Instant.now().getEpochSecond());
        assertThat(times.get(LAST_MODIFIED_TIMESTAMP)).isEqualTo(times.get(CREATED_TIMESTAMP));
    }

    @Test
    void only_what_is_asked_for_is_given() {
        String url = queue();

        assertThat(attributes(url, VISIBILITY_TIMEOUT)).isEqualTo(of(VISIBILITY_TIMEOUT, "30"));
        assertThat(attributes(url)).isEmpty();
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "passes over it")
    void an_attribute_that_does_not_exist_is_refused() {
        String url = queue();

        assertError(
                client.getQueueAttributes(request -> request.queueUrl(url).attributeNamesWithStrings("Colour")),
                "InvalidAttributeName",
                "Unknown Attribute Colour.");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "its message is another one")
    void an_attribute_that_does_not_exist_is_not_set() {
        String url = queue();

        assertError(
                client.setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(of("Colour", "red"))),
                "InvalidAttributeName",
                "Unknown Attribute Colour.");
    }

    @Test
    void setting_an_attribute_leaves_the_others() {
        String url = queue(of(DELAY_SECONDS, "7"));

        done(set(url, VISIBILITY_TIMEOUT, "77"));

        assertThat(attributes(url, DELAY_SECONDS, VISIBILITY_TIMEOUT))
                .isEqualTo(of(DELAY_SECONDS, "7", VISIBILITY_TIMEOUT, "77"));
    }

    @Test
    void changes_at_the_same_time_are_all_kept() {
        String url = queue();

        var first = set(url, VISIBILITY_TIMEOUT, "77");
        var second = set(url, DELAY_SECONDS, "7");
        done(first);
        done(second);

        assertThat(attributes(url, DELAY_SECONDS, VISIBILITY_TIMEOUT))
                .isEqualTo(of(DELAY_SECONDS, "7", VISIBILITY_TIMEOUT, "77"));
    }

    @ParameterizedTest
    @CsvSource({
        "DelaySeconds, -1",
        "DelaySeconds, 901",
        "DelaySeconds, soon",
        "MaximumMessageSize, 1023",
        "MaximumMessageSize, 1048577",
        "MessageRetentionPeriod, 59",
        "MessageRetentionPeriod, 1209601",
        "ReceiveMessageWaitTimeSeconds, -1",
        "ReceiveMessageWaitTimeSeconds, 21",
        "VisibilityTimeout, -1",
        "VisibilityTimeout, 43201",
        "VisibilityTimeout, ''",
        "KmsDataKeyReusePeriodSeconds, 59",
        "KmsDataKeyReusePeriodSeconds, 86401",
        "SqsManagedSseEnabled, perhaps",
        "Policy, not JSON"
    })
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes most values")
    void a_value_out_of_range_is_refused(String name, String value) {
        String url = queue();

        assertError(
                client.setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(of(name, value))),
                "InvalidAttributeValue",
                "Invalid value for the parameter " + name + ".");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "takes values out of range")
    void a_request_with_one_bad_attribute_changes_nothing() {
        String url = queue();

        failure(client.setQueueAttributes(request ->
                request.queueUrl(url).attributes(of(VISIBILITY_TIMEOUT, "77", MESSAGE_RETENTION_PERIOD, "1"))));

        assertThat(attributes(url, VISIBILITY_TIMEOUT)).isEqualTo(of(VISIBILITY_TIMEOUT, "30"));
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "passes over policies")
    void an_empty_value_takes_a_policy_away() {
        String url = queue(of(POLICY, "{\"Statement\":[]}"));
        assertThat(attributes(url, POLICY)).isEqualTo(of(POLICY, "{\"Statement\":[]}"));

        done(set(url, POLICY, ""));

        assertThat(attributes(url, POLICY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5", "'\"5\"'"})
    void a_redrive_policy_counts_in_a_number_or_in_a_string(String count) {
        String target = randomName();
        queue(target, of());

        String url = queue(of(REDRIVE_POLICY, deadLetterPolicy(target, count)));

        assertThat(attributes(url, REDRIVE_POLICY).get(REDRIVE_POLICY)).contains(target, "5");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers QueueDoesNotExist")
    void a_redrive_policy_says_what_is_wrong_with_it() {
        String target = randomName();
        queue(target, of());
        String url = queue();
        String missing = deadLetterPolicy(randomName(), 5);
        String tooOften = deadLetterPolicy(target, 1001);

        assertError(
                set(url, REDRIVE_POLICY, "{\"deadLetterTargetArn\": \"dummy\", \"maxReceiveCount\": 42}"),
                "InvalidParameterValue",
                "Value {\"deadLetterTargetArn\": \"dummy\", \"maxReceiveCount\": 42} for parameter RedrivePolicy is"
                        + " invalid. Reason: Invalid value for deadLetterTargetArn.");
        assertError(
                set(url, REDRIVE_POLICY, missing),
                "InvalidParameterValue",
                "Value " + missing + " for parameter RedrivePolicy is invalid."
                        + " Reason: Dead letter target does not exist.");
        assertError(
                set(url, REDRIVE_POLICY, tooOften),
                "InvalidParameterValue",
                "Value " + tooOften + " for parameter RedrivePolicy is invalid. Reason: Invalid value for"
                        + " maxReceiveCount: 1001, valid values are from 1 to 1000 both inclusive.");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "has no redrive allow policy")
    void a_dead_letter_queue_can_refuse_its_sources() {
        String target = randomName();
        queue(target, of(REDRIVE_ALLOW_POLICY, "{\"redrivePermission\":\"denyAll\"}"));
        String url = queue();

        assertThat(failure(set(url, REDRIVE_POLICY, deadLetterPolicy(target, 5)))
                        .awsErrorDetails()
                        .errorMessage())
                .contains("RedriveAllowPolicy");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "has no encryption")
    void the_two_kinds_of_encryption_exclude_each_other() {
        String url = queue();

        assertError(
                client.setQueueAttributes(request -> request.queueUrl(url)
                        .attributes(of(KMS_MASTER_KEY_ID, "key", SQS_MANAGED_SSE_ENABLED, "true"))),
                "InvalidAttributeName",
                "You can use one type of server-side encryption (SSE) at one time."
                        + " You can either enable KMS SSE or SQS SSE.");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "has no encryption")
    void the_kind_of_encryption_that_is_set_last_stays() {
        String url = queue();

        done(set(url, KMS_MASTER_KEY_ID, "key"));
        assertThat(attributes(url, KMS_MASTER_KEY_ID, KMS_DATA_KEY_REUSE_PERIOD_SECONDS, SQS_MANAGED_SSE_ENABLED))
                .isEqualTo(Map.of(
                        KMS_MASTER_KEY_ID, "key",
                        KMS_DATA_KEY_REUSE_PERIOD_SECONDS, "300",
                        SQS_MANAGED_SSE_ENABLED, "false"));

        done(set(url, SQS_MANAGED_SSE_ENABLED, "true"));
        assertThat(attributes(url, KMS_MASTER_KEY_ID, KMS_DATA_KEY_REUSE_PERIOD_SECONDS, SQS_MANAGED_SSE_ENABLED))
                .isEqualTo(of(SQS_MANAGED_SSE_ENABLED, "true"));
    }
}
