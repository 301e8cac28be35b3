/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of(
            "port",
            "host",
            "region",
            "account",
            "accessKey",
            "secretKey",
            "prefetch",
            "visibilityTimeout",
            "redeliveryDelay",
            "maxRedeliveryDelay",
            "s3Bucket");

    @ParameterizedTest
    @CsvSource({
        "prot, port",
        "acount, account",
        "PREFETCH, prefetch",
        "prefecth, prefetch",
        "accesskey, accessKey",
        "secret, secretKey",
        "visibility-timeout, visibilityTimeout",
        "timeoutVisibility, visibilityTimeout",
        "redelivery, redeliveryDelay",
        "maxDelay, maxRedeliveryDelay",
        "bucket, s3Bucket"
    })
    void a_slip_is_taken_for_what_was_meant(String word, String meant) {
        assertThat(Nearest.to(word, KNOWN)).isEqualTo(meant);
    }

    @Test
    void a_known_word_is_the_nearest_to_itself() {
        assertThat(KNOWN)
                .allSatisfy(known -> assertThat(Nearest.to(known, KNOWN)).isEqualTo(known));
    }

    @Test
    void the_nearest_to_what_is_like_none_is_some_known_word() {
        assertThat(Nearest.to("", KNOWN)).isIn(KNOWN);
        assertThat(Nearest.to("qqq", KNOWN)).isIn(KNOWN);
    }

    @Test
    void of_no_words_none_is_the_nearest() {
        assertThatThrownBy(() -> Nearest.to("port", List.of())).isInstanceOf(NoSuchElementException.class);
    }
}
