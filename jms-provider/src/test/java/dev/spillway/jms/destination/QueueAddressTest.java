/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.InvalidDestinationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queue URLs also come with messages, in JMS_SQSReplyToQueueURL: anybody may have written them. */
class QueueAddressTest {

    @Test
    void a_url_tells_the_name_and_the_region() throws InvalidDestinationException {
        String url = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";

        assertThat(QueueAddress.parse(url)).isEqualTo(new QueueAddress("orders", null, "eu-west-1", url));
        assertThat(QueueAddress.isOfAws(url)).isTrue();
    }

    @Test
    void a_url_of_any_length_is_read() throws InvalidDestinationException {
        String url = "http://localhost:9324" + "/a".repeat(50_000) + "/orders";

        assertThat(QueueAddress.parse(url).name()).isEqualTo("orders");
        assertThat(QueueAddress.isOfAws(url)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:9324/",
                "http://localhost:9324",
                "http://localhost:9324//orders",
                "http://localhost:9324/a/orders/",
                "http://localhost:9324/a b/orders",
                "http://localhost:9324/a/or.ders",
                "http://user@localhost/orders",
                "ftp://localhost/orders"
            })
    void is_no_queue(String text) {
        assertThatThrownBy(() -> QueueAddress.parse(text)).isInstanceOf(InvalidDestinationException.class);
        assertThat(QueueAddress.isOfAws(text)).isFalse();
    }
}
