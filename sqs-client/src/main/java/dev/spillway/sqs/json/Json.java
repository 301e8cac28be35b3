/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** JSON objects, read and written in one go. */
final class Json {

    /** The names of attributes are other people's: they don't belong among the JVM's strings. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Json() {}

    /** Writes something of a JSON text. */
    @FunctionalInterface
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    /** Reads something of a JSON text. */
    @FunctionalInterface
    interface Reading<T> {
        T from(JsonParser json) throws IOException;
    }

    /** Reads the value of a member, to its end, or leaves it. */
    @FunctionalInterface
    interface Member {
        void read(String name, JsonParser json) throws IOException;
    }

    static byte[] write(int bytes, Writing writing) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream(bytes);
        try (JsonGenerator generator = FACTORY.createGenerator(content)) {
            writing.to(generator);
        }
        return content.toByteArray();
    }

    static <T> T read(byte[] content, Reading<T> reading) throws IOException {
        try (JsonParser parser = FACTORY.createParser(content)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the answer is not a JSON object");
            }
            T read = reading.from(parser);
            if (parser.nextToken() != null) {
                throw new IOException("the answer goes on after its end");
            }
            return read;
        }
    }

    /** Reads an object whose start has been read; members that nobody reads are skipped. Null is one without members. */
    static void members(JsonParser json, Member member) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        expect(json.currentToken() == JsonToken.START_OBJECT, json, "an object");
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            member.read(name, json);
            if (json.currentToken() == value) {
                // nobody has read it; it does nothing to a plain value
                json.skipChildren();
            }
        }
        expect(json.currentToken() == JsonToken.END_OBJECT, json, "the end of an object");
    }

    /** Reads an array whose start has been read; {@code null} for null. */
    static <T> @Nullable List<T> list(JsonParser json, Reading<T> element) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        expect(json.currentToken() == JsonToken.START_ARRAY, json, "an array");
        List<T> list = new ArrayList<>(10);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.from(json));
        }
        return list;
    }

    /** The text of a plain value; {@code null} for null. */
    static @Nullable String text(JsonParser json) throws IOException {
        expect(json.currentToken().isScalarValue(), json, "a plain value");
        return json.getValueAsString();
    }

    static SdkBytes bytes(JsonParser json) throws IOException {
        expect(json.currentToken() == JsonToken.VALUE_STRING, json, "Base64");
        return SdkBytes.fromByteArrayUnsafe(json.getBinaryValue());
    }

    static void write(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    static void write(JsonGenerator json, String name, @Nullable Integer value) throws IOException {
        if (value != null) {
            json.writeNumberField(name, value);
        }
    }

    private static void expect(boolean met, JsonParser json, String what) throws IOException {
        if (!met) {
            throw new IOException("the answer should have " + what + " at " + json.currentLocation() + " and has "
                    + json.currentToken());
        }
    }
}
