/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.spillway.artemis.aws.Account;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.InvalidAddressException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

class QueueUrlTest {

    private static final Account ACCOUNT = new Account("us-east-1", "123456789012");

    @ParameterizedTest
    @ValueSource(
            strings = {"orders", "Orders_2-b", "jms.queue.orders", "with/slash", "with blank", "a+b", "50%", "Größe"})
    void a_name_is_read_back_from_its_url(String name) {
        String url = QueueUrl.of(URI.create("http://127.0.0.1:4566"), ACCOUNT, name);

        assertThat(url).startsWith("http://127.0.0.1:4566/123456789012/").doesNotContain(" ");
        assertThat(QueueUrl.name(url, ACCOUNT)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
                "http://localhost/queue/us-east-1/123456789012/orders"
            })
    void the_last_segments_count_whatever_stands_before_them(String url) {
        assertThat(QueueUrl.name(url, ACCOUNT)).isEqualTo("orders");
    }

    @Test
    void the_queues_of_another_account_do_not_exist() {
        assertThatExceptionOfType(QueueDoesNotExistException.class)
                .isThrownBy(() -> QueueUrl.name("http://localhost/000000000000/orders", ACCOUNT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "/orders",
                "http://localhost/",
                "http://localhost/orders",
                "http://localhost/123456789012/",
                "http://localhost/x23456789012/orders",
                "http://localhost/0123456789012/orders",
                "123456789012/orders",
                "http://localhost/123456789012/%zz"
            })
    void a_url_of_another_form_is_refused(String url) {
        assertThatExceptionOfType(InvalidAddressException.class)
                .isThrownBy(() -> QueueUrl.name(url, ACCOUNT))
                .withMessageContaining("The address " + url + " is not valid for this endpoint.");
    }
}
