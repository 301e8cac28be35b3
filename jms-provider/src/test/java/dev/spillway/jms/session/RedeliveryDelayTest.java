/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.spillway.jms.transport.Delivery;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedeliveryDelayTest {

    /** A message that was received so often. */
    private static Delivery delivery(int count) {
        return (Delivery) Proxy.newProxyInstance(
                Delivery.class.getClassLoader(), new Class<?>[] {Delivery.class}, (proxy, method, arguments) -> count);
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 6", "3, 12", "4, 20", "1000, 20"})
    void where_no_session_takes_it_it_is_doubled_each_time_up_to_the_longest(int count, int seconds) {
        assertThat(new RedeliveryDelay(3, 20).whereRefused(delivery(count))).hasSeconds(seconds);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 3", "3, 6", "4, 12", "5, 20", "1000, 20"})
    void after_a_rollback_or_an_exception_it_begins_with_the_second(int count, int seconds) {
        assertThat(new RedeliveryDelay(3, 20).afterFailure(delivery(count))).hasSeconds(seconds);
    }

    @Test
    void of_nothing_it_stays_nothing() {
        assertThat(new RedeliveryDelay(0, 20).whereRefused(delivery(10))).isZero();
    }

    @Test
    void the_first_is_not_longer_than_the_longest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RedeliveryDelay(21, 20))
                .withMessage("redeliveryDelay is 21; it is 0 to 20 seconds, which is maxRedeliveryDelay");
    }
}
