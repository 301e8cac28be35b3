/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which properties travel as attributes of their own, and which packed since SQS would refuse or change them. */
class PropertyPlaceTest {

    @ParameterizedTest
    @MethodSource
    void a_property_of_this_name_is_an_attribute(String name) {
        assertThat(attributes(name, 5)).containsOnlyKeys("JMS_SQSMessageType", name);
    }

    static Stream<String> a_property_of_this_name_is_an_attribute() {
        return Stream.of("a", "azAZ09_-", "a.b.c", "_", "AWSid", "aws_", "Amazonas", "n".repeat(256));
    }

    @ParameterizedTest
    @MethodSource
    void a_property_of_this_name_travels_packed(String name) {
        assertThat(attributes(name, 5)).containsOnlyKeys("JMS_SQSMessageType", "JMS_SpillwayProperties");
    }

    static Stream<String> a_property_of_this_name_travels_packed() {
        return Stream.of(
                "",
                "$",
                "a b",
                "a/b",
                "a:b",
                "a@b",
                "a[b",
                "a`b",
                "a{b",
                "\u00E9",
                ".a",
                "a.",
                "a..b",
                "AWS.a",
                "aws.a",
                "Amazon.a",
                "AMAZON.a",
                "JMS_SpillwayHeaders",
                "n".repeat(257));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 1e-128, -1e-128, 1e126, -1e126})
    void a_number_within_the_range_of_sqs_is_an_attribute(double value) {
        assertThat(attributes("p", value)).containsOnlyKeys("JMS_SQSMessageType", "p");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.0, 9.9e-129, 1.1e126, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_number_beyond_the_range_of_sqs_travels_packed(double value) {
        assertThat(attributes("p", value)).containsOnlyKeys("JMS_SQSMessageType", "JMS_SpillwayProperties");
    }

    @Test
    void a_correlation_id_that_sqs_refuses_travels_packed() {
        Headers headers = new Headers("", null, new ReplyTo("", null), null, 4, true, 0, 0, 0);

        assertThat(SqsMapping.encode(new MappedMessage(new Body.Text("x"), headers, Map.of()))
                        .attributes())
                .isEqualTo(Map.of(
                        "JMS_SQSMessageType",
                        Attribute.string("text"),
                        "JMS_SpillwayHeaders",
                        Attribute.string("correlationId=&replyTo=")));
    }

    private static Map<String, Attribute> attributes(String property, Object value) {
        return SqsMapping.encode(new MappedMessage(new Body.Text("x"), Headers.NONE, Map.of(property, value)))
                .attributes();
    }
}
