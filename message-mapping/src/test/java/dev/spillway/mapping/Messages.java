/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary messages of either side. Names and values come from few enough that they meet each other. */
final class Messages {

    private static final Arbitrary<String> NAMES = Arbitraries.oneOf(
            Arbitraries.strings().withCharRange('a', 'e').withChars("._-A1$").ofMaxLength(3),
            Arbitraries.strings().all().ofMaxLength(4),
            Arbitraries.of(
                    "traceparent",
                    "AWS.a",
                    "amazon.b",
                    "JMS_SQSMessageType",
                    "JMS_SQSCorrelationID",
                    "JMS_SQSReplyToQueueName",
                    "JMS_SQSReplyToQueueURL",
                    "JMS_SpillwayHeaders",
                    "JMS_SpillwayProperties"));

    private static final Arbitrary<String> TEXTS = Arbitraries.oneOf(
            Arbitraries.strings().all().ofMaxLength(12),
            Arbitraries.strings().ascii().ofMaxLength(12),
            Arbitraries.strings().withChars("%&=:-0AD\uD83D\uDE80\u0000").ofMaxLength(12),
            Arbitraries.of(
                    "-",
                    "AA==",
                    "rO0ABXA=",
                    "a=int:5",
                    "AQID",
                    "AQI",
                    "text",
                    "byte",
                    "object",
                    "5",
                    "1",
                    "0",
                    "NaN",
                    "-0.0",
                    "1e400"));

    private static final Arbitrary<String> PACKED = Arbitraries.of(
                    "body=none",
                    "body=null",
                    "body=empty",
                    "body=escaped",
                    "body=map",
                    "body=stream",
                    "int:5",
                    "null:",
                    "f=bytes:AQ",
                    "g=char:&",
                    "priority=9",
                    "priority=x",
                    "replyTo=a",
                    "replyToUrl=b",
                    "correlationId=",
                    "correlationIdBytes=AQ",
                    "correlationIdBytes=A",
                    "timestamp=007",
                    "deliveryMode=1",
                    "deliveryMode=2",
                    "a=int:5",
                    "b=null:",
                    "c=string:%0000",
                    "d=double:1",
                    "e=int:x",
                    "JMS_SpillwayHeaders=string:x")
            .list()
            .ofMaxSize(3)
            .map(parts -> String.join("&", parts));

    private static final Arbitrary<byte[]> BYTES =
            Arbitraries.bytes().array(byte[].class).ofMaxSize(8);

    private Messages() {}

    static Arbitrary<MappedMessage> mapped() {
        return Combinators.combine(bodies(), headers(), properties()).as(MappedMessage::new);
    }

    static Arbitrary<WireMessage> wire() {
        return Combinators.combine(Arbitraries.oneOf(TEXTS, PACKED), attributes())
                .as(WireMessage::new);
    }

    private static Arbitrary<Body> bodies() {
        return Arbitraries.oneOf(
                Arbitraries.just(new Body.Empty()),
                TEXTS.injectNull(0.1).map(Body.Text::new),
                BYTES.map(Body.Bytes::new),
                BYTES.map(Body.Serialized::new),
                Arbitraries.maps(NAMES, bodyValues()).ofMaxSize(6).map(Body.Map::new),
                bodyValues().list().ofMaxSize(6).map(Body.Stream::new));
    }

    private static Arbitrary<Object> bodyValues() {
        return Arbitraries.oneOf(values(), Arbitraries.chars().all().asGeneric(), BYTES.asGeneric())
                .injectNull(0.1);
    }

    private static Arbitrary<Headers> headers() {
        Arbitrary<Long> times = Arbitraries.oneOf(Arbitraries.just(0L), Arbitraries.longs());
        Arbitrary<ReplyTo> replyTo =
                Combinators.combine(TEXTS, TEXTS.injectNull(0.5)).as(ReplyTo::new);
        Arbitrary<Headers> rest = Combinators.combine(
                        Arbitraries.integers().between(0, 9), Arbitraries.of(true, false), times, times, times)
                .as((priority, persistent, timestamp, expiration, deliveryTime) ->
                        new Headers(null, null, null, null, priority, persistent, timestamp, expiration, deliveryTime));
        return Combinators.combine(
                        TEXTS.injectNull(0.5),
                        BYTES.injectNull(0.5),
                        replyTo.injectNull(0.5),
                        TEXTS.injectNull(0.5),
                        rest)
                .as((correlationId, bytes, reply, type, others) -> new Headers(
                        correlationId,
                        bytes,
                        reply,
                        type,
                        others.priority(),
                        others.persistent(),
                        others.timestamp(),
                        others.expiration(),
                        others.deliveryTime()));
    }

    private static Arbitrary<Map<String, Object>> properties() {
        return Arbitraries.maps(NAMES, values().injectNull(0.1)).ofMaxSize(14);
    }

    private static Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                TEXTS.asGeneric(),
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.bytes().asGeneric(),
                Arbitraries.shorts().asGeneric(),
                Arbitraries.integers().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.integers().map(Float::intBitsToFloat).asGeneric(),
                Arbitraries.longs().map(Double::longBitsToDouble).asGeneric());
    }

    private static Arbitrary<Map<String, Attribute>> attributes() {
        Arbitrary<String> types = Arbitraries.oneOf(
                Arbitraries.of("String", "String", "String.label", "Number", "Number.label", "Number.Boolean"),
                Arbitraries.of("Number.int", "Number.long", "Number.float", "Number.double", "Number.byte", "?"));
        Arbitrary<Attribute> texts =
                Combinators.combine(types, Arbitraries.oneOf(TEXTS, PACKED)).as(Attribute::text);
        Arbitrary<Attribute> binaries = Combinators.combine(Arbitraries.of("Binary", "Binary.png", "String"), BYTES)
                .as((type, bytes) -> new Attribute(type, null, bytes));
        return Arbitraries.maps(NAMES, Arbitraries.oneOf(texts, texts, binaries))
                .ofMaxSize(12);
    }
}
