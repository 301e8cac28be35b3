/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.artemis.aws.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedrivePolicyTest {

    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:dead";

    private static String policy(String count) {
        return "{\"deadLetterTargetArn\":\"" + ARN + "\",\"maxReceiveCount\":" + count + "}";
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1000, 1000", "'\"7\"', 7", "5.0, 5"})
    void the_count_is_a_whole_number_or_a_string_of_one(String given, int count) {
        assertThat(RedrivePolicy.parse(policy(given))).isEqualTo(new RedrivePolicy(ARN, count));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "1.5", "\"many\"", "true", "1e99999999"})
    void another_count_is_refused(String given) {
        assertThatThrownBy(() -> RedrivePolicy.parse(policy(given)))
                .hasMessageContaining("valid values are from 1 to 1000 both inclusive.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not JSON | Redrive policy is not a valid JSON map.",
                "[] | Redrive policy is not a valid JSON map.",
                "{} {} | Redrive policy is not a valid JSON map.",
                "{} | does not contain mandatory attribute: deadLetterTargetArn.",
                "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead\"} "
                        + "| does not contain mandatory attribute: maxReceiveCount.",
                "{\"deadLetterTargetArn\":\"dead\",\"maxReceiveCount\":1} | Invalid value for deadLetterTargetArn.",
                "{\"deadLetterTargetArn\":7,\"maxReceiveCount\":1} | Invalid value for deadLetterTargetArn.",
                "{\"maxReceivecount\":1} | Only following attributes are expected"
            })
    void a_policy_that_says_something_else_is_refused(String policy, String reason) {
        assertThatThrownBy(() -> RedrivePolicy.parse(policy))
                .hasMessageContaining("Value " + policy + " for parameter RedrivePolicy is invalid. Reason: ")
                .hasMessageContaining(reason);
    }

    @Test
    void the_target_is_of_the_same_account_and_region() {
        RedrivePolicy policy = RedrivePolicy.parse(policy("1"));

        assertThat(policy.targetIn(new Account("us-east-1", "000000000000"))).contains("dead");
        assertThat(policy.targetIn(new Account("us-east-1", "111111111111"))).isEmpty();
        assertThat(policy.targetIn(new Account("eu-west-1", "000000000000"))).isEmpty();
    }
}
