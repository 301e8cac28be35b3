/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

class QueueAttributesTest {

    @Test
    void what_was_not_set_has_amazons_default() {
        QueueAttributes attributes = QueueAttributes.of(of());

        assertThat(attributes.delaySeconds()).isZero();
        assertThat(attributes.maximumMessageSize()).isEqualTo(1_048_576);
        assertThat(attributes.messageRetentionPeriod()).isEqualTo(345_600);
        assertThat(attributes.receiveMessageWaitTimeSeconds()).isZero();
        assertThat(attributes.visibilityTimeout()).isEqualTo(30);
        assertThat(attributes.redrivePolicy()).isEmpty();
    }

    @Test
    void each_attribute_is_read() {
        QueueAttributes attributes = QueueAttributes.of(of(
                "DelaySeconds",
                "1",
                "MaximumMessageSize",
                "2048",
                "MessageRetentionPeriod",
                "60",
                "ReceiveMessageWaitTimeSeconds",
                "3",
                "VisibilityTimeout",
                "4",
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\",\"maxReceiveCount\":5}"));

        assertThat(attributes.delaySeconds()).isEqualTo(1);
        assertThat(attributes.maximumMessageSize()).isEqualTo(2_048);
        assertThat(attributes.messageRetentionPeriod()).isEqualTo(60);
        assertThat(attributes.receiveMessageWaitTimeSeconds()).isEqualTo(3);
        assertThat(attributes.visibilityTimeout()).isEqualTo(4);
        assertThat(attributes.redrivePolicy())
                .contains(new RedrivePolicy("arn:aws:sqs:us-east-1:000000000000:dead", 5));
    }

    @Test
    void a_change_keeps_what_it_does_not_name() {
        assertThat(QueueAttributes.changed(of("DelaySeconds", "1"), of("VisibilityTimeout", "2")))
                .isEqualTo(of("DelaySeconds", "1", "VisibilityTimeout", "2"));
    }

    @Test
    void an_empty_value_takes_away_what_can_be_absent_and_nothing_else() {
        assertThat(QueueAttributes.changed(of("Policy", "{}"), of("Policy", "")))
                .isEmpty();
        assertThatThrownBy(() -> QueueAttributes.changed(of(), of("DelaySeconds", "")))
                .hasMessageContaining("Invalid value for the parameter DelaySeconds.");
    }

    @Test
    void taking_the_key_away_brings_back_the_default_encryption() {
        Map<String, String> withKey =
                QueueAttributes.changed(of("SqsManagedSseEnabled", "true"), of("KmsMasterKeyId", "k"));
        Map<String, String> without = QueueAttributes.changed(withKey, of("KmsMasterKeyId", ""));

        assertThat(QueueAttributes.of(withKey).effective())
                .containsEntry(QueueAttribute.SQS_MANAGED_SSE_ENABLED, "false");
        assertThat(QueueAttributes.of(without).effective())
                .containsEntry(QueueAttribute.SQS_MANAGED_SSE_ENABLED, "true")
                .doesNotContainKey(QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS);
    }

    @Test
    void values_are_equal_that_mean_the_same() {
        QueueAttributes attributes = QueueAttributes.of(of("DelaySeconds", "5", "Policy", "{\"a\":[1.0],\"b\":null}"));

        assertThatCode(() -> attributes.requireEqual(
                        of("DelaySeconds", "05", "Policy", "{\"b\": null, \"a\": [1]}", "VisibilityTimeout", "30")))
                .doesNotThrowAnyException();
    }

    @Test
    void what_differs_is_named() {
        QueueAttributes attributes = QueueAttributes.of(of("DelaySeconds", "5"));

        assertThatExceptionOfType(QueueNameExistsException.class)
                .isThrownBy(() -> attributes.requireEqual(of("DelaySeconds", "5", "Policy", "{}")))
                .withMessageContaining("a different value for attribute Policy");
    }
}
