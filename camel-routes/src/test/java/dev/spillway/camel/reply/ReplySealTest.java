/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplySealTest {

    private static final String SECRET = "a secret of the test";

    private final ReplySeal seal = new ReplySeal(SECRET, "replies");

    static Stream<ReplyAddress> addresses() {
        return Stream.of(
                new ReplyAddress("4f1c-temporary", true, "ID:1234", null),
                new ReplyAddress("queue://QM1/Antworten für ä?x=1", false, "", null),
                new ReplyAddress("", false, null, new byte[] {0, -1, 7}),
                new ReplyAddress("replies", false, null, null));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void what_was_sealed_is_opened_by_the_same_secret_for_the_same_queue(ReplyAddress address) {
        String sealed = seal.seal(address);

        assertThat(sealed).matches("[A-Za-z0-9._-]+");
        assertThat(new ReplySeal(SECRET, "replies").open(sealed)).isEqualTo(address);
    }

    @Test
    void an_address_that_another_secret_or_another_queue_sealed_is_refused() {
        ReplyAddress address = new ReplyAddress("payments", false, "1", null);

        refused(
                new ReplySeal("another secret, as long", "replies").seal(address),
                "was not made with this replySecret");
        refused(new ReplySeal(SECRET, "other-replies").seal(address), "was not made with this replySecret");
    }

    @Test
    void an_address_that_was_changed_is_refused() {
        String sealed = seal.seal(new ReplyAddress("payments", false, "1", null));
        for (int i = 0; i < sealed.length() - 1; i++) { // the last digit has bits that mean nothing
            char other = sealed.charAt(i) == 'x' ? 'y' : 'x';
            String changed = sealed.substring(0, i) + other + sealed.substring(i + 1);

            assertThatThrownBy(() -> seal.open(changed)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7", "spillway-reply.", "spillway-reply.AQA", "spillway-reply.A.B.C", "spillway-reply.?.?"})
    void what_is_no_address_is_refused(String text) {
        refused(text, "");
    }

    @Test
    void a_short_secret_is_refused() {
        assertThatThrownBy(() -> new ReplySeal("short", "replies"))
                .hasMessage("replySecret has 5 characters; it has 16 at least");
    }

    private void refused(String text, String reason) {
        assertThatThrownBy(() -> seal.open(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
