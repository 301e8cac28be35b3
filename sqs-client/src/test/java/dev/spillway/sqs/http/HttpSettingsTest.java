/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.utils.AttributeMap;

/** What a client keeps to. */
class HttpSettingsTest {

    @Test
    void the_sdks_defaults_apply() {
        assertThat(HttpSettings.of(SdkHttpConfigurationOption.GLOBAL_HTTP_DEFAULTS, 1))
                .isEqualTo(new HttpSettings(
                        50,
                        10_000,
                        1,
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ZERO,
                        true,
                        false));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "4, 1", "8, 2", "64, 16"})
    void one_thread_reads_and_writes_for_four_processors(int processors, int threads) {
        assertThat(HttpSettings.defaultIoThreads(processors)).isEqualTo(threads);
    }

    @Test
    void http_2_is_refused() {
        AttributeMap options = AttributeMap.builder()
                .put(SdkHttpConfigurationOption.PROTOCOL, Protocol.HTTP2)
                .build();

        assertThatThrownBy(() -> Apache5AsyncHttpClient.builder().buildWithDefaults(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("this client speaks HTTP/1.1 alone, not HTTP2: use the SDK's NettyNioAsyncHttpClient");
    }

    @Test
    void there_is_at_least_one_connection_and_one_thread() {
        assertThatThrownBy(
                        () -> Apache5AsyncHttpClient.builder().maxConnections(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxConnections is 0, but must be at least 1");
        assertThatThrownBy(() -> Apache5AsyncHttpClient.builder().ioThreads(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ioThreads is 0, but must be at least 1");
    }

    @Test
    void no_time_is_negative() {
        AttributeMap options = AttributeMap.builder()
                .put(SdkHttpConfigurationOption.READ_TIMEOUT, Duration.ofSeconds(-1))
                .build();

        assertThatThrownBy(() -> Apache5AsyncHttpClient.builder().buildWithDefaults(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("readTimeout is PT-1S, but can't be negative");
    }
}
