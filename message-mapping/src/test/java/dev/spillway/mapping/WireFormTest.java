/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands on the wire, literally: peers read it, so that a change here is a change of the format. */
class WireFormTest {

    @Test
    void a_text_message_is_its_text_and_the_peers_message_type() {
        WireMessage wire = SqsMapping.encode(message(new Body.Text("An order"), Headers.NONE, Map.of()));

        assertThat(wire).isEqualTo(new WireMessage("An order", Map.of("JMS_SQSMessageType", string("text"))));
    }

    @Test
    void a_bytes_message_is_base64_and_the_peers_message_type() {
        WireMessage wire = SqsMapping.encode(message(new Body.Bytes(new byte[] {1, 2, -1}), Headers.NONE, Map.of()));

        assertThat(wire).isEqualTo(new WireMessage("AQL/", Map.of("JMS_SQSMessageType", string("byte"))));
    }

    @Test
    void correlation_id_and_reply_to_have_the_peers_attributes() {
        ReplyTo replyTo = new ReplyTo("replies", "http://127.0.0.1:4566/000000000000/replies");
        Headers headers = new Headers("order-1", null, replyTo, null, 4, true, 0, 0, 0);

        assertThat(SqsMapping.encode(message(new Body.Text("x"), headers, Map.of()))
                        .attributes())
                .isEqualTo(Map.of(
                        "JMS_SQSMessageType", string("text"),
                        "JMS_SQSCorrelationID", string("order-1"),
                        "JMS_SQSReplyToQueueName", string("replies"),
                        "JMS_SQSReplyToQueueURL", string("http://127.0.0.1:4566/000000000000/replies")));
    }

    @Test
    void the_other_headers_share_one_attribute() {
        Headers headers = new Headers(null, new byte[] {1, -1}, null, "a=b", 9, false, 1, 2, 3);

        assertThat(SqsMapping.encode(message(new Body.Text(null), headers, Map.of())))
                .isEqualTo(new WireMessage(
                        "-",
                        Map.of(
                                "JMS_SQSMessageType",
                                string("text"),
                                "JMS_SpillwayHeaders",
                                string("body=null&correlationIdBytes=Af8&type=a%003Db&priority=9&deliveryMode=1"
                                        + "&timestamp=1&expiration=2&deliveryTime=3"))));
    }

    @Test
    void a_timestamp_of_zero_says_that_the_sender_has_disabled_it() {
        Headers headers = Headers.NONE.withTimestamp(Headers.UNSTAMPED);
        WireMessage wire = new WireMessage(
                "text", Map.of("JMS_SQSMessageType", string("text"), "JMS_SpillwayHeaders", string("timestamp=0")));

        assertThat(SqsMapping.encode(message(new Body.Text("text"), headers, Map.of())))
                .isEqualTo(wire);
        assertThat(SqsMapping.decode(wire).headers()).isEqualTo(headers);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10, Integer.MAX_VALUE})
    void a_priority_that_jms_does_not_know_is_no_header(int priority) {
        MappedMessage read = SqsMapping.decode(
                new WireMessage("text", Map.of("JMS_SpillwayHeaders", string("type=a&priority=" + priority))));

        assertThat(read.headers()).isEqualTo(Headers.NONE);
        assertThat(read.properties()).containsKey("JMS_SpillwayHeaders");
    }

    @Test
    void each_property_has_an_attribute_of_the_peers_type() {
        Map<String, Object> properties =
                Map.of("z", true, "b", (byte) 1, "s", (short) 2, "i", 3, "l", 4L, "f", 5.5f, "d", 6.5, "t", "seven");

        Map<String, Attribute> attributes =
                new LinkedHashMap<>(SqsMapping.encode(message(new Body.Text("x"), Headers.NONE, properties))
                        .attributes());
        attributes.remove("JMS_SQSMessageType");

        assertThat(attributes)
                .isEqualTo(Map.of(
                        "z", Attribute.text("Number.Boolean", "1"),
                        "b", Attribute.text("Number.byte", "1"),
                        "s", Attribute.text("Number.short", "2"),
                        "i", Attribute.text("Number.int", "3"),
                        "l", Attribute.text("Number.long", "4"),
                        "f", Attribute.text("Number.float", "5.5"),
                        "d", Attribute.text("Number.double", "6.5"),
                        "t", Attribute.text("String", "seven")));
    }

    @Test
    void properties_that_sqs_refuses_share_one_attribute() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("$price", 5);
        properties.put("rate", Double.NaN);
        properties.put("empty", "");
        properties.put("nothing", null);
        properties.put("bell", "\u0007&");

        assertThat(SqsMapping.encode(message(new Body.Text("x"), Headers.NONE, properties))
                        .attributes())
                .containsEntry(
                        "JMS_SpillwayProperties",
                        string("$price=int:5&bell=string:%0007%0026&empty=string:&nothing=null:&rate=double:NaN"));
    }

    @Test
    void text_that_sqs_refuses_stays_readable() {
        WireMessage wire = SqsMapping.encode(message(new Body.Text("50% off\u0000"), Headers.NONE, Map.of()));

        assertThat(wire.body()).isEqualTo("50%0025 off%0000");
        assertThat(wire.attributes()).containsEntry("JMS_SpillwayHeaders", string("body=escaped"));
    }

    @Test
    void a_place_is_left_for_a_tracing_header() {
        assertThat(SqsMapping.encode(numbered(40)).attributes()).hasSize(9).containsKey("JMS_SpillwayProperties");
    }

    @Test
    void properties_that_fit_exactly_need_no_packing() {
        assertThat(SqsMapping.encode(numbered(8)).attributes()).hasSize(9).doesNotContainKey("JMS_SpillwayProperties");
    }

    @Test
    void tracing_context_among_many_properties_has_an_attribute_of_its_own() {
        MappedMessage message = numbered(40);
        message.properties().put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        message.properties().put("tracestate", "a=1");

        assertThat(SqsMapping.encode(message).attributes()).containsKeys("traceparent", "tracestate");
    }

    @Test
    void the_order_in_which_properties_were_set_changes_nothing() {
        MappedMessage forwards = numbered(40);
        Map<String, Object> reversed = new LinkedHashMap<>();
        IntStream.iterate(39, i -> i - 1).limit(40).forEach(i -> reversed.put("p" + i, i));

        assertThat(SqsMapping.encode(message(forwards.body(), Headers.NONE, reversed)))
                .isEqualTo(SqsMapping.encode(forwards));
    }

    @Test
    void a_property_of_another_type_is_refused_by_name() {
        MappedMessage message = message(new Body.Text("x"), Headers.NONE, Map.of("colours", new StringBuilder("red")));

        assertThatThrownBy(() -> SqsMapping.encode(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Property 'colours' is of type java.lang.StringBuilder; a JMS property is a Boolean, Byte,"
                        + " Short, Integer, Long, Float, Double or String");
    }

    @Test
    void a_map_message_is_a_readable_text_by_name() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("order id", 5L);
        entries.put("colour", "r\u00F6t & blue");
        entries.put("grade", 'A');
        entries.put("picture", new byte[] {1, 2, -1, 0});
        entries.put("nothing", null);

        assertThat(SqsMapping.encode(message(new Body.Map(entries), Headers.NONE, Map.of())))
                .isEqualTo(new WireMessage(
                        "colour=string:r\u00F6t %0026 blue&grade=char:A&nothing=null:&order id=long:5&picture=bytes:AQL/AA",
                        Map.of(
                                "JMS_SQSMessageType", string("text"),
                                "JMS_SpillwayHeaders", string("body=map"))));
    }

    @Test
    void a_stream_message_is_a_readable_text_in_its_order() {
        Body stream = new Body.Stream(Arrays.asList("b", 1, "a", true, -0.0, null));

        assertThat(SqsMapping.encode(message(stream, Headers.NONE, Map.of())))
                .isEqualTo(new WireMessage(
                        "string:b&int:1&string:a&boolean:1&double:-0.0&null:",
                        Map.of(
                                "JMS_SQSMessageType", string("text"),
                                "JMS_SpillwayHeaders", string("body=stream"))));
    }

    @Test
    void an_empty_map_and_an_empty_stream_are_the_placeholder() {
        assertThat(SqsMapping.encode(message(new Body.Map(Map.of()), Headers.NONE, Map.of())))
                .isEqualTo(new WireMessage(
                        "-",
                        Map.of(
                                "JMS_SQSMessageType", string("text"),
                                "JMS_SpillwayHeaders", string("body=map"))));
        assertThat(SqsMapping.encode(message(new Body.Stream(List.of()), Headers.NONE, Map.of()))
                        .body())
                .isEqualTo("-");
    }

    @Test
    void a_value_that_no_body_holds_is_refused() {
        MappedMessage message =
                message(new Body.Map(Map.of("colours", new StringBuilder("red"))), Headers.NONE, Map.of());

        assertThatThrownBy(() -> SqsMapping.encode(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.StringBuilder");
    }

    @Test
    void an_object_message_is_the_peers_base64_of_the_serialised_object() {
        WireMessage wire = new WireMessage("rO0ABXQAAWE=", Map.of("JMS_SQSMessageType", string("object")));
        MappedMessage message = message(
                new Body.Serialized(new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5, 't', 0, 1, 'a'}),
                Headers.NONE,
                Map.of());

        assertThat(SqsMapping.encode(message)).isEqualTo(wire);
        assertThat(SqsMapping.decode(wire)).isEqualTo(message);
    }

    @Test
    void an_object_message_without_an_object_is_null_to_the_peer() {
        assertThat(SqsMapping.encode(message(new Body.Serialized(new byte[0]), Headers.NONE, Map.of())))
                .isEqualTo(new WireMessage(
                        "rO0ABXA=",
                        Map.of(
                                "JMS_SQSMessageType", string("object"),
                                "JMS_SpillwayHeaders", string("body=empty"))));
    }

    @Test
    void a_body_marked_as_bytes_that_is_no_base64_is_a_text_message() {
        WireMessage wire = new WireMessage(
                "###", Map.of("JMS_SQSMessageType", string("byte"), "n", Attribute.text("Number.int", "5")));

        assertThat(SqsMapping.decode(wire))
                .isEqualTo(message(new Body.Text("###"), Headers.NONE, Map.of("JMS_SQSMessageType", "byte", "n", 5)));
    }

    @ParameterizedTest
    @CsvSource({
        "String,          blue",
        "String.colour,   blue",
        "Number,          12.50",
        "Number.price,    12.50",
        "Number.int,      five",
        "Number.int,      2147483648",
        "Number.Boolean,  true",
        "Number.double,   1e400",
    })
    void an_attribute_that_is_no_typed_property_is_a_string(String dataType, String value) {
        WireMessage wire = new WireMessage("x", Map.of("p", Attribute.text(dataType, value)));

        assertThat(SqsMapping.decode(wire).properties()).isEqualTo(Map.of("p", value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "a",
                "a=5",
                "a=map:5",
                "a=int:x",
                "a=null:x",
                "a=int:5&a=int:6",
                "a=int:5&",
                "a=string:%00"
            })
    void packed_properties_that_are_not_in_their_form_are_one_string(String packed) {
        WireMessage wire = new WireMessage("x", Map.of("JMS_SpillwayProperties", string(packed)));

        assertThat(SqsMapping.decode(wire).properties()).isEqualTo(Map.of("JMS_SpillwayProperties", packed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "colour=blue",
                "priority=high",
                "deliveryMode=3",
                "timestamp=",
                "replyToUrl=x",
                "correlationIdBytes=*",
                "type=a&type=b",
                "type=%"
            })
    void packed_headers_that_are_not_in_their_form_are_one_string(String packed) {
        WireMessage wire = new WireMessage("x", Map.of("JMS_SpillwayHeaders", string(packed)));

        assertThat(SqsMapping.decode(wire))
                .isEqualTo(message(new Body.Text("x"), Headers.NONE, Map.of("JMS_SpillwayHeaders", packed)));
    }

    @Test
    void a_binary_attribute_is_a_string_in_base64() {
        WireMessage wire = new WireMessage("x", Map.of("p", Attribute.binary(new byte[] {1, 2, -1})));

        assertThat(SqsMapping.decode(wire).properties()).isEqualTo(Map.of("p", "AQL/"));
    }

    @ParameterizedTest
    @CsvSource({
        "none,    replaced",
        "null,    replaced",
        "empty,   replaced",
        "escaped, 100%",
        "escaped, 50%0041",
        "escaped, %0000%",
        "later,   -",
    })
    void the_body_of_a_message_whose_marker_does_not_fit_is_kept(String marker, String body) {
        WireMessage wire = new WireMessage(body, Map.of("JMS_SpillwayHeaders", string("body=" + marker)));

        assertThat(SqsMapping.decode(wire).body()).isEqualTo(new Body.Text(body));
    }

    @Test
    void a_property_that_stands_twice_is_lost_in_neither_place() {
        WireMessage wire = new WireMessage("x", Map.of("a", string("1"), "JMS_SpillwayProperties", string("a=int:5")));

        assertThat(SqsMapping.decode(wire).properties())
                .isEqualTo(Map.of("a", "1", "JMS_SpillwayProperties", "a=int:5"));
    }

    private static Attribute string(String value) {
        return new Attribute("String", value, null);
    }

    private static MappedMessage message(Body body, Headers headers, Map<String, Object> properties) {
        return new MappedMessage(body, headers, properties);
    }

    private static MappedMessage numbered(int count) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            properties.put("p" + i, i);
        }
        return message(new Body.Text("x"), Headers.NONE, properties);
    }
}
