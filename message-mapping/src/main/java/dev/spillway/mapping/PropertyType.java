/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types of a JMS property (Jakarta Messaging 3.1, section 3.5.4), each with its name on the wire and its text. */
enum PropertyType {
    STRING("string", "String"),
    BOOLEAN("boolean", "Number.Boolean"),
    BYTE("byte", "Number.byte"),
    SHORT("short", "Number.short"),
    INT("int", "Number.int"),
    LONG("long", "Number.long"),
    FLOAT("float", "Number.float"),
    DOUBLE("double", "Number.double");

    /** The least and the greatest magnitude of a Number, zero aside. */
    private static final double MIN_NUMBER = 1e-128;

    private static final double MAX_NUMBER = 1e126;

    private static final Map<String, PropertyType> BY_PACKED_NAME = new HashMap<>();
    private static final Map<String, PropertyType> BY_DATA_TYPE = new HashMap<>();

    static {
        for (PropertyType type : values()) {
            BY_PACKED_NAME.put(type.packedName, type);
            BY_DATA_TYPE.put(type.dataType, type);
        }
    }

    private final String packedName;
    private final String dataType;

    PropertyType(String packedName, String dataType) {
        this.packedName = packedName;
        this.dataType = dataType;
    }

    /**
     * The type of a property's value.
     *
     * @throws IllegalArgumentException if JMS has no property of this type
     */
    static PropertyType of(String name, Object value) {
        PropertyType type = find(value);
        if (type == null) {
            throw new IllegalArgumentException("Property '" + name + "' is of type "
                    + value.getClass().getName()
                    + "; a JMS property is a Boolean, Byte, Short, Integer, Long, Float, Double or String");
        }
        return type;
    }

    /** The type of a value; {@code null} if JMS has no property of this type. */
    static @Nullable PropertyType find(Object value) {
        if (value instanceof String) {
            return STRING;
        } else if (value instanceof Integer) {
            return INT;
        } else if (value instanceof Long) {
            return LONG;
        } else if (value instanceof Boolean) {
            return BOOLEAN;
        } else if (value instanceof Double) {
            return DOUBLE;
        } else if (value instanceof Float) {
            return FLOAT;
        } else if (value instanceof Short) {
            return SHORT;
        } else if (value instanceof Byte) {
            return BYTE;
        }
        return null;
    }

    /** The type of this name in a packed attribute; {@code null} where there is none. */
    static @Nullable PropertyType ofPackedName(String packedName) {
        return BY_PACKED_NAME.get(packedName);
    }

    /** The type that an attribute's data type stands for; {@code null} for a label that is none of JMS's. */
    static @Nullable PropertyType ofDataType(String dataType) {
        return BY_DATA_TYPE.get(dataType);
    }

    /** The type's name in a packed attribute. */
    String packedName() {
        return packedName;
    }

    /** The data type of an attribute that holds such a value. */
    String dataType() {
        return dataType;
    }

    /** A value as text. */
    String format(Object value) {
        if (this == BOOLEAN) {
            return Boolean.TRUE.equals(value) ? "1" : "0";
        }
        return value.toString();
    }

    /** The value that a text stands for; {@code null} where it is no such value, or too large for the type. */
    @Nullable Object parse(String text) {
        try {
            return switch (this) {
                case STRING -> text;
                case BOOLEAN -> text.equals("1") ? Boolean.TRUE : text.equals("0") ? Boolean.FALSE : null;
                case BYTE -> Byte.valueOf(text);
                case SHORT -> Short.valueOf(text);
                case INT -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case FLOAT -> {
                    Float value = Float.valueOf(text);
                    yield Float.isFinite(value) || text.equals(value.toString()) ? value : null;
                }
                case DOUBLE -> {
                    Double value = Double.valueOf(text);
                    yield Double.isFinite(value) || text.equals(value.toString()) ? value : null;
                }
            };
        } catch (NumberFormatException notOfThisType) {
            return null;
        }
    }

    /**
     * Whether SQS takes a value as an attribute and gives the same value back. It refuses empty and some other texts, and
     * numbers out of its range; it normalises numbers, so that minus zero would lose its sign.
     */
    boolean fitsAttribute(Object value) {
        return switch (this) {
            case STRING -> !value.toString().isEmpty() && SqsText.isAllowed(value.toString());
            case FLOAT, DOUBLE -> {
                double number = ((Number) value).doubleValue();
                double magnitude = Math.abs(number);
                yield (magnitude >= MIN_NUMBER && magnitude <= MAX_NUMBER) || Double.doubleToLongBits(number) == 0;
            }
            case BOOLEAN, BYTE, SHORT, INT, LONG -> true;
        };
    }
}
