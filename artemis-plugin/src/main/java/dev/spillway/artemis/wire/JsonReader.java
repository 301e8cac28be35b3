/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Reads AWS JSON into any builder of the SDK, by its {@link SdkField}s. Unknown fields are skipped, null is as good as
 * absent, and a value of the wrong type is refused with a message that says where it stands: nothing is converted.
 */
final class JsonReader {

    /** Field names come from strangers: interning them would keep them for ever. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final double EXACT_IN_DOUBLE = 1L << 53;

    private JsonReader() {}

    /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException SerializationException */
    static void read(InputStream in, SdkPojo builder) {
        try (JsonParser json = FACTORY.createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw WireErrors.serialization("The request body has to be a JSON object");
            }
            readShape(json, builder);
            if (json.nextToken() != null) {
                throw WireErrors.serialization("The request body goes on after its JSON object");
            }
        } catch (JsonProcessingException e) {
            throw WireErrors.serialization(
                    "The request body is not valid JSON" + at(e) + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw WireErrors.serialization("The request body is not valid JSON: " + e.getMessage());
        }
    }

    private static void readShape(JsonParser json, SdkPojo builder) throws IOException {
        Map<String, SdkField<?>> fields = builder.sdkFieldNameToField();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            SdkField<?> field = fields.get(json.currentName());
            JsonToken token = json.nextToken();
            if (field == null) {
                json.skipChildren();
            } else if (token != JsonToken.VALUE_NULL) {
                field.set(builder, readValue(json, field));
            }
        }
    }

    private static Object readValue(JsonParser json, SdkField<?> field) throws IOException {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> {
                expect(json, JsonToken.VALUE_STRING, "a string");
                yield json.getText();
            }
            case INTEGER -> Math.toIntExact(integer(json, Integer.MIN_VALUE, Integer.MAX_VALUE));
            case LONG -> integer(json, Long.MIN_VALUE, Long.MAX_VALUE);
            case SHORT -> (short) integer(json, Short.MIN_VALUE, Short.MAX_VALUE);
            case BYTE -> (byte) integer(json, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case FLOAT -> number(json).getFloatValue();
            case DOUBLE -> number(json).getDoubleValue();
            case BIG_DECIMAL -> number(json).getDecimalValue();
            case INSTANT -> instant(number(json).getDoubleValue());
            case BOOLEAN -> {
                if (!json.currentToken().isBoolean()) {
                    throw wrongType(json, "a boolean");
                }
                yield json.getBooleanValue();
            }
            case SDK_BYTES -> {
                expect(json, JsonToken.VALUE_STRING, "a string of base64");
                yield bytes(json);
            }
            case SDK_POJO -> {
                expect(json, JsonToken.START_OBJECT, "an object");
                SdkPojo builder = field.constructor().get();
                readShape(json, builder);
                yield ((Buildable) builder).build();
            }
            case LIST -> readList(json, field);
            case MAP -> readMap(json, field);
            default ->
                throw new IllegalArgumentException(
                        field.memberName() + " is of a type without AWS JSON: " + field.marshallingType());
        };
    }

    private static List<Object> readList(JsonParser json, SdkField<?> field) throws IOException {
        expect(json, JsonToken.START_ARRAY, "an array");
        SdkField<?> member =
                field.getTrait(ListTrait.class, TraitType.LIST_TRAIT).memberFieldInfo();
        List<Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(readValue(json, member));
        }
        return list;
    }

    private static Map<String, Object> readMap(JsonParser json, SdkField<?> field) throws IOException {
        expect(json, JsonToken.START_OBJECT, "an object");
        SdkField<?> member = field.getTrait(MapTrait.class, TraitType.MAP_TRAIT).valueFieldInfo();
        Map<String, Object> map = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            map.put(key, readValue(json, member));
        }
        return map;
    }

    private static SdkBytes bytes(JsonParser json) throws IOException {
        try {
            return SdkBytes.fromByteArrayUnsafe(json.getBinaryValue());
        } catch (JsonProcessingException e) {
            throw wrongType(json, "a string of base64");
        }
    }

    private static JsonParser number(JsonParser json) {
        if (!json.currentToken().isNumeric()) {
            throw wrongType(json, "a number");
        }
        return json;
    }

    /** Whole numbers only, also when they are written as 30.0. */
    private static long integer(JsonParser json, long least, long most) throws IOException {
        String wanted = "an integer between " + least + " and " + most;
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw wrongType(json, wanted);
            }
            long value = json.getLongValue();
            if (value < least || value > most) {
                throw wrongType(json, wanted);
            }
            return value;
        }
        double value = json.currentToken().isNumeric() ? json.getDoubleValue() : Double.NaN;
        boolean whole = value == Math.rint(value) && Math.abs(value) <= EXACT_IN_DOUBLE;
        if (!whole || value < least || value > most) {
            throw wrongType(json, wanted);
        }
        return (long) value;
    }

    private static Instant instant(double epochSeconds) {
        return Instant.ofEpochMilli(Math.round(epochSeconds * 1000));
    }

    private static void expect(JsonParser json, JsonToken token, String wanted) {
        if (json.currentToken() != token) {
            throw wrongType(json, wanted);
        }
    }

    private static RuntimeException wrongType(JsonParser json, String wanted) {
        String where = json.getParsingContext().pathAsPointer().toString();
        return WireErrors.serialization(
                where.substring(1) + " has to be " + wanted + ", not " + describe(json.currentToken()));
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "this string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "this number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            default -> "null";
        };
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }
}
