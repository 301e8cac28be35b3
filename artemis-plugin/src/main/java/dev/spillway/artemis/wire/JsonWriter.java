/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Writes any shape of the SDK as AWS JSON, by its {@link SdkField}s. What is null or was never set is left out. */
final class JsonWriter {

    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private static final int LONG_TEXT = 128;

    private JsonWriter() {}

    static void write(SdkPojo shape, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            writeShape(json, shape);
        }
    }

    private static void writeShape(JsonGenerator json, SdkPojo shape) throws IOException {
        json.writeStartObject();
        for (SdkField<?> field : shape.sdkFields()) {
            Object value = field.getValueOrDefault(shape);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                json.writeFieldName(field.locationName());
                writeValue(json, field, value);
            }
        }
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, SdkField<?> field, Object value) throws IOException {
        switch (field.marshallingType().getKnownType()) {
            case STRING -> writeText(json, (String) value);
            case INTEGER, SHORT, BYTE -> json.writeNumber(((Number) value).intValue());
            case LONG -> json.writeNumber((Long) value);
            case FLOAT -> json.writeNumber((Float) value);
            case DOUBLE -> json.writeNumber((Double) value);
            case BIG_DECIMAL -> json.writeNumber((BigDecimal) value);
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case INSTANT -> json.writeNumber(BigDecimal.valueOf(((Instant) value).toEpochMilli(), 3));
            case SDK_BYTES -> json.writeBinary(((SdkBytes) value).asByteArrayUnsafe());
            case SDK_POJO -> writeShape(json, (SdkPojo) value);
            case LIST -> writeList(json, field, (List<?>) value);
            case MAP -> writeMap(json, field, (Map<?, ?>) value);
            default ->
                throw new IllegalArgumentException(
                        field.memberName() + " is of a type without AWS JSON: " + field.marshallingType());
        }
    }

    /** Bodies are long, and most are of characters that JSON takes as they are: then they are copied as a whole. */
    private static void writeText(JsonGenerator json, String text) throws IOException {
        if (text.length() >= LONG_TEXT) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            if (isPlain(utf8)) {
                json.writeRawUTF8String(utf8, 0, utf8.length);
                return;
            }
        }
        json.writeString(text);
    }

    /** Whether all of it is ASCII that JSON doesn't escape. */
    private static boolean isPlain(byte[] utf8) {
        for (byte each : utf8) {
            if (each < ' ' || each == '"' || each == '\\') {
                return false;
            }
        }
        return true;
    }

    private static void writeList(JsonGenerator json, SdkField<?> field, List<?> list) throws IOException {
        SdkField<?> member =
                field.getTrait(ListTrait.class, TraitType.LIST_TRAIT).memberFieldInfo();
        json.writeStartArray();
        for (Object element : list) {
            writeValue(json, member, element);
        }
        json.writeEndArray();
    }

    private static void writeMap(JsonGenerator json, SdkField<?> field, Map<?, ?> map) throws IOException {
        SdkField<?> member = field.getTrait(MapTrait.class, TraitType.MAP_TRAIT).valueFieldInfo();
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName((String) entry.getKey());
            writeValue(json, member, entry.getValue());
        }
        json.writeEndObject();
    }
}
