/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Makes shapes of any class of the SDK with every field set, from a seed. */
final class Shapes {

    private static final String ALPHABET = "aZ09 \t\n\"\\/<&\u00e9\u20ac\u0000\u001f\ud83d\ude00";

    /** What SQS admits in a message, and XML has to escape in part. */
    private static final String XML_ALPHABET = "aZ09 \t\n\r\"'\\/<>&;=%+]\u00e9\u20ac\ufffd\ud83d\ude00";

    private final Random random;
    private final String alphabet;
    private final int least;

    private Shapes(long seed, String alphabet, int least) {
        this.random = new Random(seed);
        this.alphabet = alphabet;
        this.least = least;
    }

    Shapes(long seed) {
        this(seed, ALPHABET, 0);
    }

    /** Without what XML can't carry, and without what it can't tell from what was never set: the empty list or map. */
    static Shapes ofXml(long seed) {
        return new Shapes(seed, XML_ALPHABET, 1);
    }

    SdkPojo fill(SdkPojo builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            field.set(builder, value(field));
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private Object value(SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text();
            case INTEGER -> random.nextInt();
            case LONG -> random.nextLong();
            case BOOLEAN -> random.nextBoolean();
            case SDK_BYTES -> bytes();
            case SDK_POJO -> fill(field.constructor().get());
            case LIST -> list(field.getTrait(ListTrait.class).memberFieldInfo());
            case MAP -> map(field.getTrait(MapTrait.class).valueFieldInfo());
            default -> throw new AssertionError(field.memberName() + " " + field.marshallingType());
        };
    }

    private List<Object> list(SdkField<?> member) {
        List<Object> list = new ArrayList<>();
        IntStream.range(0, least + random.nextInt(4)).forEach(i -> list.add(value(member)));
        return list;
    }

    private Map<String, Object> map(SdkField<?> member) {
        Map<String, Object> map = new LinkedHashMap<>();
        IntStream.range(0, least + random.nextInt(4)).forEach(i -> map.put(i + text(), value(member)));
        return map;
    }

    private SdkBytes bytes() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return SdkBytes.fromByteArray(bytes);
    }

    private String text() {
        int[] points = alphabet.codePoints().toArray();
        return IntStream.range(0, random.nextInt(40))
                .map(i -> points[random.nextInt(points.length)])
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
