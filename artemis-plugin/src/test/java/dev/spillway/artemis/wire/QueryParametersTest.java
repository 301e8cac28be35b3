/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class QueryParametersTest {

    private static QueryParameters of(String form) {
        return of("/", form);
    }

    private static QueryParameters of(String uri, String form) {
        var body = new ByteArrayInputStream(form.getBytes(ISO_8859_1));
        return QueryParameters.of(new WireRequest("POST", uri, null, null, body));
    }

    private static void assertMalformed(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("MalformedQueryString");
            assertThat(e.awsErrorDetails().errorMessage()).contains(message);
        });
    }

    @Test
    void a_value_is_decoded() {
        assertThat(of("a=x+%2B%26%3d%e2%82%AC%00=y").text("a")).isEqualTo("x +&=\u20ac\u0000=y");
    }

    @Test
    void a_name_is_decoded() {
        assertThat(of("a%2Eb=x").required("a").text("b")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a=", "&a=&", "b=1&&a"})
    void a_value_may_be_empty(String form) {
        assertThat(of(form).text("a")).isEmpty();
    }

    @Test
    void parameters_stand_in_the_query_string_and_in_the_body() {
        QueryParameters both = of("/q?a=1", "b=2");

        assertThat(both.text("a")).isEqualTo("1");
        assertThat(both.text("b")).isEqualTo("2");
    }

    @Test
    void elements_are_ordered_by_their_numbers() {
        assertThat(of("a.10=ten&a.9=nine&a.2=two").required("a").elements())
                .extracting(QueryParameters::text)
                .containsExactly("two", "nine", "ten");
    }

    @Test
    void an_element_that_stands_alone_needs_no_number() {
        assertThat(of("a=x").required("a").elements())
                .extracting(QueryParameters::text)
                .containsExactly("x");
        assertThat(of("a.Name=x&a.Value=y").required("a").elements())
                .extracting(element -> element.text("Value"))
                .containsExactly("y");
    }

    @Test
    void a_list_that_is_there_and_empty_has_no_elements() {
        assertThat(of("a=").required("a").elements()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.1=x&a.Name=y", "a=x&a.1=y"})
    void elements_with_and_without_numbers_are_refused(String form) {
        assertMalformed(() -> of(form).required("a").elements(), "a has elements with and without a number");
    }

    @Test
    void an_element_that_is_there_twice_is_refused() {
        assertMalformed(() -> of("a.1=x&a.01=y").required("a").elements(), "is there twice");
    }

    @Test
    void a_parameter_that_is_there_twice_is_refused() {
        assertMalformed(() -> of("a.b=1&a.b=1"), "The parameter a.b is there twice");
        assertMalformed(() -> of("/?a=1", "a=1"), "The parameter a is there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz&b=1", "%=1", "a=%-1"})
    void a_percent_sign_without_its_digits_is_refused(String form) {
        assertMalformed(() -> of(form), "not followed by two hexadecimal digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%ff", "a=%c3", "a=\u00ff", "a=%ed%a0%80"})
    void what_is_not_UTF_8_is_refused(String form) {
        assertMalformed(() -> of(form), "not UTF-8");
    }

    @Test
    void more_parameters_than_any_operation_takes_are_refused() {
        String most = IntStream.range(0, QueryParameters.MOST)
                .mapToObj(i -> "a" + i + "=")
                .collect(Collectors.joining("&"));

        assertThat(of(most).text("a0")).isEmpty();
        assertMalformed(() -> of(most + "&b="), "more than 10000 parameters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b.c.d.e.f.g.h.i", "a.......................b"})
    void names_that_are_deeper_than_any_that_is_read_are_passed_over(String name) {
        assertThat(of(name + "=x&c=y").text("c")).isEqualTo("y");
    }

    @Test
    void names_that_are_longer_than_any_that_is_read_are_passed_over() {
        QueryParameters parameters = of("a".repeat(257) + "=x&c=y");

        assertThat(parameters.child("a".repeat(257))).isNull();
        assertThat(parameters.text("c")).isEqualTo("y");
    }
}
