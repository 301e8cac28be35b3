/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedriveAllowPolicyTest {

    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:source";

    @Test
    void a_policy_admits_all_sources_none_or_those_it_names() {
        assertThat(RedriveAllowPolicy.parse("{\"redrivePermission\":\"allowAll\"}")
                        .allows(ARN))
                .isTrue();
        assertThat(RedriveAllowPolicy.parse("{\"redrivePermission\":\"denyAll\"}")
                        .allows(ARN))
                .isFalse();

        RedriveAllowPolicy byQueue =
                RedriveAllowPolicy.parse("{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"" + ARN + "\"]}");
        assertThat(byQueue.allows(ARN)).isTrue();
        assertThat(byQueue.allows(ARN + "2")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"redrivePermission\":\"some\"}",
                "{\"redrivePermission\":\"byQueue\"}",
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[]}",
                "{\"redrivePermission\":\"allowAll\",\"sourceQueueArns\":[\"arn\"]}",
                "{\"redrivePermission\":\"allowAll\",\"colour\":\"red\"}"
            })
    void another_policy_is_refused(String policy) {
        assertThatThrownBy(() -> RedriveAllowPolicy.parse(policy))
                .hasMessageContaining("RedriveAllowPolicy is invalid");
    }
}
