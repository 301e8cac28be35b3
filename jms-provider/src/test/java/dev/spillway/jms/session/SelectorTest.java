/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.jms.transport.Delivery;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.InvalidSelectorException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jakarta Messaging 3.1, section 3.8.1: the syntax of selectors. Missing properties are NULL, and NULL is unknown. */
class SelectorTest {

    /** weight 7, price 2.5, name 'it''s_me', fragile true, count 2 (a long). */
    private record Parcel() implements Delivery {

        @Override
        public MappedMessage message() {
            Map<String, @Nullable Object> properties = new LinkedHashMap<>();
            properties.put("weight", 7);
            properties.put("price", 2.5);
            properties.put("name", "it's_me");
            properties.put("fragile", true);
            properties.put("count", 2L);
            properties.put("nothing", null);
            return new MappedMessage(new Body.Empty(), Headers.NONE, properties);
        }

        @Override
        public String messageId() {
            return "1";
        }

        @Override
        public int deliveryCount() {
            return 1;
        }

        @Override
        public void seen() {}

        @Override
        public @Nullable String groupId() {
            return null;
        }

        @Override
        public boolean isLive() {
            return true;
        }

        @Override
        public CompletableFuture<Boolean> secure() {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public CompletableFuture<Void> acknowledge() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> acknowledgeSoon() {
            return acknowledge();
        }

        @Override
        public CompletableFuture<Void> acknowledgeLazily() {
            return acknowledge();
        }

        @Override
        public void hurry() {}

        @Override
        public void release(Duration after) {}
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weight = 7 AND price < 3",
                "weight between 5 and 7",
                "weight NOT BETWEEN 8 AND 9",
                "name = 'it''s_me'",
                "name LIKE 'it%'",
                "name LIKE '__''s!_me' ESCAPE '!'",
                "name NOT LIKE 'it_me'",
                "name IN ('a', 'it''s_me')",
                "name NOT IN ('a', 'b')",
                "missing IS NULL AND nothing IS NULL AND name IS NOT NULL",
                "fragile",
                "fragile = TRUE AND NOT (fragile = FALSE)",
                "fragile <> FALSE",
                "weight * 2 + 1 = 15 AND weight / 2 >= 3 AND -weight < 0 AND +weight = 7",
                "weight - price = 4.5",
                "price = 25e-1 AND price > 2.",
                "count = 2 AND count = 2.0",
                "weight > 6 OR missing > 6",
                "NOT (weight = 8) AND (fragile OR missing = 1)",
                "JMSPriority = 4 AND JMSDeliveryMode = 'PERSISTENT' AND JMSMessageID = 'ID:1'",
                "JMSXDeliveryCount = 1",
                "NOT weight = 8",
                "not weight = 8 and fragile",
                "NOT weight > 7 OR weight = 0",
                "NOT NOT weight = 7",
                "NOT weight BETWEEN 8 AND 9 AND fragile",
                "NOT weight NOT BETWEEN 5 AND 7",
                "NOT (weight + 1) * 2 = 3",
                "(NOT weight = 8) AND NOT (weight = 9 OR NOT fragile)",
                "NOT name LIKE 'NOT (%' AND NOT name IN ('AND', 'it')",
                "NOT name IS NULL AND NOT missing IS NOT NULL",
                "NOT fragile = FALSE"
            })
    void selects_the_parcel(String selector) throws InvalidSelectorException {
        assertThat(Selector.parse(selector).test(new Parcel())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weight = 8",
                "WEIGHT = 7",
                "missing = 1",
                "missing <> 1",
                "NOT (missing = 1)",
                "missing LIKE '%'",
                "missing NOT IN ('a')",
                "weight = '7'",
                "name > 3",
                "name LIKE 'it_me'",
                "weight > 6 AND missing > 6",
                "fragile = FALSE",
                "JMSReplyTo IS NOT NULL",
                "name * 2 > 10",
                "NOT (name * 2 > 10)",
                "-name = 1",
                "fragile + 1 = 2",
                "NOT weight = 7",
                "NOT weight = 8 AND weight = 8",
                "NOT missing = 1"
            })
    void does_not_select_the_parcel(String selector) throws InvalidSelectorException {
        assertThat(Selector.parse(selector).test(new Parcel())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weight >",
                "a = 'open",
                "1 +",
                "= 3",
                "weight BETWEEN 1",
                "name LIKE 3",
                "name LIKE 'a' ESCAPE 'bc'",
                "name IN ()",
                "name IN (1, 2)",
                "weight IS 3",
                "weight + 3",
                "'text'",
                "fragile > TRUE",
                "XPATH '//a'",
                "hyphenated_props:a-b = 1",
                "select = 1 where",
                "(weight = 7",
                "weight == 7",
                "NOT",
                "NOT AND fragile",
                "fragile NOT",
                "weight = 7) OR NOT (fragile"
            })
    void is_no_selector(String text) {
        assertThatThrownBy(() -> Selector.parse(text))
                .isInstanceOf(InvalidSelectorException.class)
                .hasMessageContaining(text);
    }
}
