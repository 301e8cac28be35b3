/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TraitType;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Reads the parameters of a Query request into any builder of the SDK, by its {@link SdkField}s. Unknown parameters are
 * skipped; a value of the wrong type is refused with a message that names the parameter.
 */
final class QueryReader {

    private final QueryNames names;

    QueryReader(String operation) {
        this.names = new QueryNames(operation);
    }

    /** @throws software.amazon.awssdk.awscore.exception.AwsServiceException if a parameter is malformed */
    void read(QueryParameters parameters, SdkPojo builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            QueryParameters given = parameters.child(names.elements(field));
            if (given == null) {
                // TagQueue's SDKs never named its tags as the others did.
                given = parameters.child(field.locationName());
            }
            if (given != null) {
                field.set(builder, value(given, field));
            }
        }
    }

    private @Nullable Object value(QueryParameters given, SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> given.text();
            case INTEGER -> parsed(given, "an integer", Integer::valueOf);
            case LONG -> parsed(given, "an integer", Long::valueOf);
            case BOOLEAN -> parsed(given, "true or false", QueryReader::bool);
            case SDK_BYTES -> parsed(given, "base64", QueryReader::bytes);
            case SDK_POJO -> shape(given, field);
            case LIST -> list(given, field);
            case MAP -> map(given, field);
            default ->
                throw new IllegalArgumentException(
                        field.memberName() + " is of a type without AWS Query: " + field.marshallingType());
        };
    }

    private Object shape(QueryParameters given, SdkField<?> field) {
        SdkPojo builder = field.constructor().get();
        read(given, builder);
        return ((Buildable) builder).build();
    }

    private List<Object> list(QueryParameters given, SdkField<?> field) {
        SdkField<?> member =
                field.getTrait(ListTrait.class, TraitType.LIST_TRAIT).memberFieldInfo();
        List<Object> list = new ArrayList<>();
        for (QueryParameters element : given.elements()) {
            list.add(present(element, member));
        }
        return list;
    }

    private Map<String, Object> map(QueryParameters given, SdkField<?> field) {
        SdkField<?> member = field.getTrait(MapTrait.class, TraitType.MAP_TRAIT).valueFieldInfo();
        Map<String, Object> map = new LinkedHashMap<>();
        for (QueryParameters element : given.elements()) {
            QueryParameters key = element.required(QueryNames.key(field));
            QueryParameters value = element.required(QueryNames.value());
            String name = key.text();
            if (name == null) {
                throw WireErrors.missingParameter(key.path());
            }
            if (map.putIfAbsent(name, present(value, member)) != null) {
                throw WireErrors.invalidParameter(name, key.path(), "It is there twice");
            }
        }
        return map;
    }

    private Object present(QueryParameters given, SdkField<?> field) {
        Object value = value(given, field);
        if (value == null) {
            throw WireErrors.missingParameter(given.path());
        }
        return value;
    }

    private static <T> @Nullable T parsed(QueryParameters given, String wanted, Function<String, T> parse) {
        String text = given.text();
        try {
            return text == null ? null : parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw WireErrors.invalidParameter(text, given.path(), "Must be " + wanted);
        }
    }

    private static Boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }

    private static SdkBytes bytes(String text) {
        return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(text));
    }
}
