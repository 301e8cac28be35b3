/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDeadlineTest {

    private static final String WHOLE = "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody";

    private EmbeddedChannel channel;

    @BeforeEach
    void open() {
        RequestDeadline deadline = new RequestDeadline(60, SECONDS);
        channel = new EmbeddedChannel(deadline.bytes(), new HttpServerCodec(), deadline.messages());
        channel.freezeTime();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "POST / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nContent-Length: 90\r\n\r\nbo"})
    void a_client_that_sends_a_byte_now_and_then_is_cut_off(String beginning) {
        receive(beginning);
        for (int i = 0; i < 5; i++) {
            pass(10);
            receive("y");
        }
        assertThat(channel.isOpen()).isTrue();

        pass(10);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void a_connection_between_requests_is_left_alone() {
        receive(WHOLE);
        receive("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbo");
        receive("dy");

        pass(3_600);

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void each_request_has_its_own_time() {
        for (int i = 0; i < 5; i++) {
            receive(WHOLE.substring(0, 20));
            pass(50);
            receive(WHOLE.substring(20));
        }

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void a_client_whose_bytes_are_not_read_is_not_slow() {
        receive(WHOLE.substring(0, 20));
        channel.config().setAutoRead(false);
        pass(600);
        assertThat(channel.isOpen()).isTrue();

        channel.config().setAutoRead(true);
        pass(60);

        assertThat(channel.isOpen()).isFalse();
    }

    private void receive(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, US_ASCII));
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            channel.advanceTimeBy(1, SECONDS);
            channel.runScheduledPendingTasks();
        }
    }
}
