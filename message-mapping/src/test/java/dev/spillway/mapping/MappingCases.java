/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The table that every adapter is held against: JMS messages, and messages as SQS clients send them. */
public final class MappingCases {

    private static final String PAIR = "\uD83D\uDE80";
    private static final String REFUSED = "\u0000\u0001\u000B\u001F\uFFFE\uFFFF";
    private static final String HALVES = "\uD83D a \uDE80 b \uDE80\uD83D";

    private MappingCases() {}

    /** JMS messages. */
    public static Stream<Arguments> messages() {
        return Stream.of(bodies(), headers(), properties()).flatMap(cases -> cases);
    }

    private static Stream<Arguments> bodies() {
        return Stream.of(
                body("no body", new Body.Empty()),
                body("text", text("An order")),
                body("null text", text(null)),
                body("empty text", text("")),
                body("text equal to the placeholder", text("-")),
                body("one space", text(" ")),
                body("tab, line feed, carriage return", text("\ta\r\nb\n")),
                body("text with a percent sign", text("100%, 50%0041")),
                body("accents, euro sign, rocket", text("\u00FCber \u20AC5 " + PAIR)),
                body("last allowed characters", text("\u007F\u0080\uD7FF\uE000\uFFFD\uDBFF\uDFFF")),
                body("characters that SQS refuses", text(REFUSED)),
                body("refused characters and percent signs", text("%0000" + REFUSED + "%")),
                body("half surrogate pairs", text(HALVES)),
                body("half a pair at the end", text("a\uD83D")),
                body("half a pair before a pair", text("\uD83D" + PAIR)),
                body("text that looks like Base64", text("AA==")),
                body("text that looks like a packed attribute", text("body=none&priority=9")),
                body("100 kB of text", text("0123456789".repeat(10_000))),
                body("bytes", bytes(1, 2, 3)),
                body("no bytes", bytes()),
                body("one zero byte", bytes(0)),
                body("every byte", everyByte()),
                body("empty map", map()),
                body("map of every type", map(everyValue())),
                body("map with an empty name", map("", 5)),
                body("map with separators in names and values", map("a=b&c:d%", "e=string:f&g%0041" + REFUSED)),
                body("map with half surrogate pairs", map(HALVES, HALVES)),
                body("map of 100 kB", map("long", "0123456789".repeat(10_000), "bytes", new byte[10_000])),
                body("map of two hundred entries", map(numbered(200))),
                body("empty stream", stream()),
                body("stream of one null", stream((Object) null)),
                body("stream of every type", stream(everyValue().values().toArray())),
                body("stream of equal values", stream("a", "a", 1, 1)),
                body("stream of no bytes and no text", stream(new byte[0], "")),
                body("stream with separators", stream("a&b=c%d", "int:5", '&', '=', '%', ':')),
                body("stream with half surrogate pairs", stream(HALVES, '\uD83D', '\uDE80')),
                body("stream of 100 kB", stream("0123456789".repeat(10_000), new byte[10_000])),
                body("no object", new Body.Serialized(new byte[0])),
                body("serialised null", new Body.Serialized(Base64.getDecoder().decode("rO0ABXA="))),
                body("serialised text", new Body.Serialized(Base64.getDecoder().decode("rO0ABXQAAWE="))),
                body(
                        "object that is no serialised one",
                        new Body.Serialized(everyByte().content())));
    }

    private static Stream<Arguments> headers() {
        return Stream.of(
                headers("correlation id", correlationId("order-1")),
                headers("empty correlation id", correlationId("")),
                headers("refused characters in the correlation id", correlationId("a" + REFUSED + "&=%")),
                headers("correlation id in bytes", correlationId(bytes(0, 127, 128, 255))),
                headers("correlation id of no bytes", correlationId(bytes())),
                headers("reply-to by name", replyTo("replies", null)),
                headers("reply-to by name and URL", replyTo("replies", "http://127.0.0.1:4566/000000000000/replies")),
                headers("reply-to with refused characters", replyTo("replies" + HALVES, null)),
                headers("reply-to with an empty URL", replyTo("replies", "")),
                headers("type", type("order")),
                headers("empty type", type("")),
                headers("type with separators", type("a=b&c%d" + REFUSED)),
                headers("lowest priority", new Headers(null, null, null, null, 0, true, 0, 0, 0)),
                headers("highest priority", new Headers(null, null, null, null, 9, true, 0, 0, 0)),
                headers("not persistent", new Headers(null, null, null, null, 4, false, 0, 0, 0)),
                headers("timestamp", new Headers(null, null, null, null, 4, true, 1_767_225_600_000L, 0, 0)),
                headers("expiration", new Headers(null, null, null, null, 4, true, 0, 1_767_225_600_000L, 0)),
                headers("delivery time", new Headers(null, null, null, null, 4, true, 0, 0, 1_767_225_600_000L)),
                headers("extreme times", new Headers(null, null, null, null, 4, true, 1, Long.MAX_VALUE, 1)),
                headers("all", allHeaders("order-1", null)),
                headers(
                        "all, with a correlation id in bytes",
                        allHeaders(null, bytes(1, 2).content())));
    }

    private static Stream<Arguments> properties() {
        return Stream.of(
                property("true", true),
                property("false", false),
                property("least byte", Byte.MIN_VALUE),
                property("greatest byte", Byte.MAX_VALUE),
                property("least short", Short.MIN_VALUE),
                property("greatest short", Short.MAX_VALUE),
                property("least int", Integer.MIN_VALUE),
                property("greatest int", Integer.MAX_VALUE),
                property("least long", Long.MIN_VALUE),
                property("greatest long", Long.MAX_VALUE),
                property("float", 1.1f),
                property("least float", Float.MIN_VALUE),
                property("greatest float", -Float.MAX_VALUE),
                property("float zero", 0f),
                property("float minus zero", -0f),
                property("float NaN", Float.NaN),
                property("float infinity", Float.POSITIVE_INFINITY),
                property("double", 0.1),
                property("double of 17 digits", 0.30000000000000004),
                property("least double", Double.MIN_VALUE),
                property("greatest double", -Double.MAX_VALUE),
                property("least Number", 1e-128),
                property("below the least Number", 9.99e-129),
                property("greatest Number", 1e126),
                property("above the greatest Number", 1.01e126),
                property("double zero", 0.0),
                property("double minus zero", -0.0),
                property("double NaN", Double.NaN),
                property("double infinity", Double.NEGATIVE_INFINITY),
                property("string", "blue"),
                property("empty string", ""),
                property("null", null),
                property("string of a number", "5"),
                property("accents, euro sign, rocket in a string", "\u00FCber \u20AC5 " + PAIR),
                property("refused characters in a string", REFUSED),
                property("half surrogate pairs in a string", HALVES),
                property("separators in a string", "a=int:5&b=string:%0041"),
                named("name with a dollar sign", "$price", 5),
                named("name with accents", "gr\u00F6\u00DFe", 5),
                named("name with a dot", "order.id", 5),
                named("name with a leading dot", ".id", 5),
                named("name with a trailing dot", "id.", 5),
                named("name with two dots", "order..id", 5),
                named("name with a hyphen", "order-id", 5),
                named("name with separators", "a=b&c:d%", 5),
                named("name of 256 characters", "n".repeat(256), 5),
                named("name of 257 characters", "n".repeat(257), 5),
                named("name of AWS", "AWS.id", 5),
                named("name of Amazon", "amazon.id", 5),
                named("name that begins like AWS", "AWSid", 5),
                named("name of the mapping", "JMS_SQSMessageType", "text"),
                named("name of the packed headers", "JMS_SpillwayHeaders", "priority=9"),
                named("name of the packed properties", "JMS_SpillwayProperties", "a=int:5"),
                message("eight properties", Headers.NONE, numbered(8)),
                message("nine properties", Headers.NONE, numbered(9)),
                message("forty properties", Headers.NONE, numbered(40)),
                message("all headers and twelve properties", allHeaders("order-1", null), numbered(12)),
                message("every type at once, twice", allHeaders("order-1", null), everyType()),
                message("tracing among many", Headers.NONE, tracing(numbered(20))));
    }

    /** Messages as an SQS client, the peer library or somebody careless sends them. */
    public static Stream<Arguments> wireMessages() {
        return Stream.of(
                wire("no attributes", "An order"),
                wire("accents, euro sign, rocket", "\u00FCber \u20AC5 " + PAIR),
                wire("string", "x", "colour", Attribute.string("blue")),
                wire("labelled string", "x", "colour", Attribute.text("String.colour", "blue")),
                wire("number", "x", "n", Attribute.text("Number", "12.50")),
                wire("labelled number", "x", "n", Attribute.text("Number.price", "12.50")),
                wire("number of 38 digits", "x", "n", Attribute.text("Number", "1234567890".repeat(3) + "12345678")),
                wire("int", "x", "n", Attribute.text("Number.int", "5")),
                wire("int with leading zeros", "x", "n", Attribute.text("Number.int", "007")),
                wire("int that is none", "x", "n", Attribute.text("Number.int", "five")),
                wire("int that is too large", "x", "n", Attribute.text("Number.int", "2147483648")),
                wire("boolean that is none", "x", "n", Attribute.text("Number.Boolean", "true")),
                wire("double that is too large", "x", "n", Attribute.text("Number.double", "1e400")),
                wire("double in another spelling", "x", "n", Attribute.text("Number.double", "1")),
                wire(
                        "binary",
                        "x",
                        "b",
                        new Attribute("Binary", null, everyByte().content())),
                wire("labelled binary", "x", "b", new Attribute("Binary.png", null, new byte[] {1})),
                wire("no bytes in a binary", "x", "b", new Attribute("Binary", null, new byte[0])),
                wire("ten attributes", "x", tenAttributes()),
                wire("peer's text", "x", "JMS_SQSMessageType", Attribute.string("text")),
                wire("peer's bytes", "AQID", "JMS_SQSMessageType", Attribute.string("byte")),
                wire("peer's bytes without padding", "AQI", "JMS_SQSMessageType", Attribute.string("byte")),
                wire("peer's bytes that are no Base64", "###", "JMS_SQSMessageType", Attribute.string("byte")),
                wire("peer's object", "rO0ABXQAAWE=", "JMS_SQSMessageType", Attribute.string("object")),
                wire("peer's object that is no Base64", "###", "JMS_SQSMessageType", Attribute.string("object")),
                wire("map in another order", "b=int:1&a=int:2", "JMS_SpillwayHeaders", Attribute.string("body=map")),
                wire("map in another spelling", "a=int:007", "JMS_SpillwayHeaders", Attribute.string("body=map")),
                wire("map that is none", "a=int:x", "JMS_SpillwayHeaders", Attribute.string("body=map")),
                wire("map with a name twice", "a=int:1&a=int:2", "JMS_SpillwayHeaders", Attribute.string("body=map")),
                wire("map of a later version", "a=uuid:1", "JMS_SpillwayHeaders", Attribute.string("body=map")),
                wire("stream that is none", "int:1&", "JMS_SpillwayHeaders", Attribute.string("body=stream")),
                wire("stream with a wrong char", "char:ab", "JMS_SpillwayHeaders", Attribute.string("body=stream")),
                wire("stream with wrong bytes", "bytes:#", "JMS_SpillwayHeaders", Attribute.string("body=stream")),
                wire("properties of a body's types", "x", "JMS_SpillwayProperties", Attribute.string("a=char:b")),
                wire("unknown type", "x", "JMS_SQSMessageType", Attribute.string("map")),
                wire("type of another data type", "x", "JMS_SQSMessageType", Attribute.text("String.kind", "text")),
                wire("type as a binary", "x", "JMS_SQSMessageType", Attribute.binary(new byte[] {1})),
                wire("type as a long binary", "x", "JMS_SQSMessageType", Attribute.binary(new byte[300])),
                wire(
                        "long body in another spelling",
                        "AQID".repeat(100) + "AQ",
                        "JMS_SQSMessageType",
                        Attribute.string("byte")),
                wire("correlation id alone", "x", "JMS_SQSCorrelationID", Attribute.string("order-1")),
                wire("reply-to URL without a name", "x", "JMS_SQSReplyToQueueURL", Attribute.string("http://x")),
                wire("headers that are none", "x", "JMS_SpillwayHeaders", Attribute.string("hello")),
                wire("headers of a later version", "x", "JMS_SpillwayHeaders", Attribute.string("colour=blue")),
                wire("priority that is none", "x", "JMS_SpillwayHeaders", Attribute.string("priority=high")),
                wire("headers in another order", "x", "JMS_SpillwayHeaders", Attribute.string("timestamp=1&type=a")),
                wire("no timestamp", "x", "JMS_SpillwayHeaders", Attribute.string("timestamp=0")),
                wire("timestamp before time", "x", "JMS_SpillwayHeaders", Attribute.string("timestamp=-1")),
                wire("body form of a replaced body", "x", "JMS_SpillwayHeaders", Attribute.string("body=none")),
                wire("escape that is none", "100%", "JMS_SpillwayHeaders", Attribute.string("body=escaped")),
                wire("properties that are none", "x", "JMS_SpillwayProperties", Attribute.string("hello")),
                wire("property of an unknown type", "x", "JMS_SpillwayProperties", Attribute.string("a=map:5")),
                wire("packed property repeated", "x", "JMS_SpillwayProperties", Attribute.string("a=int:5&a=int:6")),
                wire(
                        "packed property beside an attribute of its name",
                        "x",
                        Map.of("a", Attribute.string("1"), "JMS_SpillwayProperties", Attribute.string("a=int:5"))),
                wire(
                        "correlation id packed and by itself",
                        "x",
                        Map.of(
                                "JMS_SQSCorrelationID",
                                Attribute.string("order-1"),
                                "JMS_SpillwayHeaders",
                                Attribute.string("correlationId=order-2"))),
                wire("body that SQS refuses", HALVES + REFUSED),
                wire("refused body of the peer", HALVES, "JMS_SQSMessageType", Attribute.string("text")));
    }

    private static Arguments body(String name, Body body) {
        return argumentSet("body: " + name, new MappedMessage(body, Headers.NONE, Map.of()));
    }

    private static Arguments headers(String name, Headers headers) {
        return argumentSet("headers: " + name, new MappedMessage(text("x"), headers, Map.of()));
    }

    private static Arguments property(String name, Object value) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("p", value);
        return message(name, Headers.NONE, properties);
    }

    private static Arguments named(String name, String property, Object value) {
        return message(name, Headers.NONE, Map.of(property, value));
    }

    private static Arguments message(String name, Headers headers, Map<String, Object> properties) {
        return argumentSet("properties: " + name, new MappedMessage(text("x"), headers, properties));
    }

    private static Arguments wire(String name, String body) {
        return wire(name, body, Map.of());
    }

    private static Arguments wire(String name, String body, String attribute, Attribute value) {
        return wire(name, body, Map.of(attribute, value));
    }

    private static Arguments wire(String name, String body, Map<String, Attribute> attributes) {
        return argumentSet("wire: " + name, new WireMessage(body, attributes));
    }

    private static Body text(String text) {
        return new Body.Text(text);
    }

    private static Body.Bytes bytes(int... values) {
        byte[] content = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            content[i] = (byte) values[i];
        }
        return new Body.Bytes(content);
    }

    private static Body map(Object... namesAndValues) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entries.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Body.Map(entries);
    }

    private static Body map(Map<String, Object> entries) {
        return new Body.Map(entries);
    }

    private static Body stream(Object... values) {
        return new Body.Stream(Arrays.asList(values));
    }

    private static Map<String, Object> everyValue() {
        Map<String, Object> values = everyType();
        values.put("nothing", null);
        values.put("no text", "");
        values.put("char", 'c');
        values.put("refused char", '\u0000');
        values.put("no bytes", new byte[0]);
        values.put("bytes", everyByte().content());
        values.put("NaN", Double.NaN);
        values.put("float NaN", Float.NaN);
        values.put("infinity", Float.NEGATIVE_INFINITY);
        values.put("minus zero", -0.0);
        values.put("least", Double.MIN_VALUE);
        values.put("greatest", Long.MAX_VALUE);
        return values;
    }

    private static Body.Bytes everyByte() {
        byte[] content = new byte[256];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }
        return new Body.Bytes(content);
    }

    private static Headers correlationId(String id) {
        return new Headers(id, null, null, null, 4, true, 0, 0, 0);
    }

    private static Headers correlationId(Body.Bytes id) {
        return new Headers(null, id.content(), null, null, 4, true, 0, 0, 0);
    }

    private static Headers replyTo(String name, String url) {
        return new Headers(null, null, new ReplyTo(name, url), null, 4, true, 0, 0, 0);
    }

    private static Headers type(String type) {
        return new Headers(null, null, null, type, 4, true, 0, 0, 0);
    }

    private static Headers allHeaders(String correlationId, byte[] correlationIdBytes) {
        ReplyTo replyTo = new ReplyTo("replies", "http://127.0.0.1:4566/000000000000/replies");
        return new Headers(correlationId, correlationIdBytes, replyTo, "order", 9, false, 1, 2, 3);
    }

    private static Map<String, Object> numbered(int count) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            properties.put("p" + i, i);
        }
        return properties;
    }

    private static Map<String, Object> tracing(Map<String, Object> properties) {
        properties.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        return properties;
    }

    private static Map<String, Object> everyType() {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (String name : new String[] {"first", "second"}) {
            properties.put(name + "Boolean", true);
            properties.put(name + "Byte", (byte) 1);
            properties.put(name + "Short", (short) 2);
            properties.put(name + "Int", 3);
            properties.put(name + "Long", 4L);
            properties.put(name + "Float", 5.5f);
            properties.put(name + "Double", 6.5);
            properties.put(name + "String", "seven");
            properties.put(name + "Null", null);
        }
        return properties;
    }

    private static Map<String, Attribute> tenAttributes() {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            attributes.put("s" + i, Attribute.string("value " + i));
            attributes.put("b" + i, Attribute.binary(Base64.getDecoder().decode("AQI" + i)));
        }
        return attributes;
    }
}
