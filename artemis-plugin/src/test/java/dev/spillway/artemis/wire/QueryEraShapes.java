/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** Turns shapes of the AWS SDK for Java 2 into those of version 1 and back, by their fields' names. */
final class QueryEraShapes {

    private static final String MODEL = "com.amazonaws.services.sqs.model.";

    private QueryEraShapes() {}

    static Object older(SdkPojo shape) throws ReflectiveOperationException {
        Object older = Class.forName(MODEL + shape.getClass().getSimpleName())
                .getConstructor()
                .newInstance();
        for (SdkField<?> field : shape.sdkFields()) {
            Object value = field.getValueOrDefault(shape);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                set(older, field.memberName(), olderValue(value));
            }
        }
        return older;
    }

    private static Object olderValue(Object value) throws ReflectiveOperationException {
        if (value instanceof SdkBytes bytes) {
            return bytes.asByteBuffer();
        }
        if (value instanceof List<?> list) {
            List<Object> older = new ArrayList<>();
            for (Object element : list) {
                older.add(olderValue(element));
            }
            return older;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> older = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                older.put(entry.getKey(), olderValue(entry.getValue()));
            }
            return older;
        }
        return value instanceof SdkPojo shape ? older(shape) : value;
    }

    private static void set(Object older, String member, Object value) throws ReflectiveOperationException {
        // The one member that came after the Query protocol; before, its values stood in AttributeNames.
        String name = member.equals("MessageSystemAttributeNames") ? "AttributeNames" : member;
        Class<?> type =
                value instanceof Map ? Map.class : value instanceof ByteBuffer ? ByteBuffer.class : value.getClass();
        Class<?> parameter = value instanceof List ? Collection.class : type;
        older.getClass().getMethod("set" + capital(name), parameter).invoke(older, value);
    }

    static SdkPojo newer(Object older, SdkPojo builder) throws ReflectiveOperationException {
        for (SdkField<?> field : builder.sdkFields()) {
            Method getter = Arrays.stream(older.getClass().getMethods())
                    .filter(method -> method.getName().equals("get" + capital(field.memberName())))
                    .findFirst()
                    .orElseThrow();
            Object value = getter.invoke(older);
            if (value != null && !isEmpty(value)) {
                field.set(builder, newerValue(value, field));
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    /** Version 1 doesn't tell an empty list or map from one that isn't there. */
    private static boolean isEmpty(Object value) {
        return value instanceof Collection<?> list ? list.isEmpty() : value instanceof Map<?, ?> map && map.isEmpty();
    }

    private static Object newerValue(Object value, SdkField<?> field) throws ReflectiveOperationException {
        if (value instanceof ByteBuffer bytes) {
            return SdkBytes.fromByteBuffer(bytes);
        }
        if (value instanceof List<?> list) {
            List<Object> newer = new ArrayList<>();
            for (Object element : list) {
                newer.add(newerValue(element, field.getTrait(ListTrait.class).memberFieldInfo()));
            }
            return newer;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> newer = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
                newer.put(entry.getKey(), newerValue(entry.getValue(), member));
            }
            return newer;
        }
        return field.constructor() == null
                ? value
                : newer(value, field.constructor().get());
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
