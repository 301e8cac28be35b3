/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.mapping.Attribute;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What the name, the type and the value of a message attribute must be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-message-attributes">Message
 *     attribute components</a>
 */
final class AttributeRules {

    private static final int MAX_NAME = 256;
    private static final int MAX_TYPE = 256;
    /** Longer than any number of 38 digits with an exponent; keeps the parser from work that grows with the square. */
    private static final int MAX_NUMBER = 256;

    private static final int MAX_PRECISION = 38;
    private static final BigDecimal MIN_VALUE = new BigDecimal("-1E+128");
    private static final BigDecimal MAX_VALUE = new BigDecimal("1E+126");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    private AttributeRules() {}

    static void checkName(String name) {
        if (name.length() > MAX_NAME) {
            throw SqsErrors.invalidParameter("Message (user) attribute names must be shorter than 256 Bytes");
        }
        if (!NAME.matcher(name).matches()) {
            throw SqsErrors.invalidParameter("Message (user) attributes name can only contain upper and lower score"
                    + " characters, digits, periods, hyphens and underscores. ");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("aws.")
                || lower.startsWith("amazon.")
                || lower.startsWith(".")
                || lower.endsWith(".")
                || lower.contains("..")) {
            throw SqsErrors.invalidParameter("You can't use message attribute names beginning with 'AWS.' or 'Amazon.'."
                    + " These strings are reserved for internal use. Additionally, they cannot start or end with '.'.");
        }
    }

    static Attribute checked(
            String name, @Nullable String type, @Nullable String text, @Nullable SdkBytes binary, boolean lists) {
        if (type == null || type.isEmpty()) {
            throw SqsErrors.invalidParameter(
                    "The message attribute '" + name + "' must contain a non-empty message attribute type.");
        }
        if (type.length() > MAX_TYPE) {
            throw SqsErrors.invalidParameter("Message (user) attribute types must be shorter than 256 Bytes");
        }
        if (lists) {
            throw SqsErrors.invalidParameter(
                    "Message attribute list values in SendMessage operation are not supported.");
        }
        int dot = type.indexOf('.');
        return switch (dot < 0 ? type : type.substring(0, dot)) {
            case "String" -> new Attribute(type, text(name, type, text, binary), null);
            case "Number" -> new Attribute(type, number(name, text(name, type, text, binary)), null);
            case "Binary" -> new Attribute(type, null, binary(name, type, text, binary));
            default ->
                throw SqsErrors.invalidParameter("The message attribute '" + name + "' has an invalid message attribute"
                        + " type, the set of supported type prefixes is Binary, Number, and String.");
        };
    }

    private static String text(String name, String type, @Nullable String text, @Nullable SdkBytes binary) {
        if (binary != null) {
            throw wrongField(name, type, "String");
        }
        if (text == null || text.isEmpty()) {
            throw empty(name, "String");
        }
        if (!MessageText.isValid(text)) {
            throw SqsErrors.invalidParameter(MessageText.INVALID);
        }
        return text;
    }

    private static byte[] binary(String name, String type, @Nullable String text, @Nullable SdkBytes binary) {
        if (text != null) {
            throw wrongField(name, type, "Binary");
        }
        byte[] bytes = binary == null ? new byte[0] : binary.asByteArrayUnsafe();
        if (bytes.length == 0) {
            throw empty(name, "Binary");
        }
        return bytes;
    }

    /** A number has up to 38 digits and lies between -10^128 and 10^126. */
    private static String number(String name, String value) {
        try {
            if (value.length() <= MAX_NUMBER) {
                BigDecimal number = new BigDecimal(value);
                if (number.precision() <= MAX_PRECISION
                        && number.compareTo(MIN_VALUE) >= 0
                        && number.compareTo(MAX_VALUE) <= 0) {
                    return value;
                }
            }
        } catch (NumberFormatException e) {
            // Falls to the answer below.
        }
        throw SqsErrors.invalidParameter(
                "Can't cast the value of message (user) attribute '" + name + "' to a number.");
    }

    private static RuntimeException empty(String name, String field) {
        return SqsErrors.invalidParameter(
                "Message (user) attribute '" + name + "' must contain a non-empty value of type '" + field + "'.");
    }

    private static RuntimeException wrongField(String name, String type, String field) {
        return SqsErrors.invalidParameter(
                "The message attribute '" + name + "' with type '" + type + "' must use field '" + field + "'.");
    }
}
