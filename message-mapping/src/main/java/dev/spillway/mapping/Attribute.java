/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An SQS or SNS message attribute: a data type ({@code String}, {@code Number}, {@code Binary}, each with an optional
 * custom label such as {@code Number.int}) and the value that this type has. Two attributes are equal where type and
 * value are, byte by byte.
 *
 * @param dataType the data type, with its label
 * @param stringValue the value of a String or Number; {@code null} for a Binary
 * @param binaryValue the value of a Binary; {@code null} otherwise. Not copied.
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html">Amazon
 *     SQS message metadata</a>
 */
public record Attribute(String dataType, @Nullable String stringValue, byte @Nullable [] binaryValue) {

    /** An attribute of the type {@code String}. */
    public static Attribute string(String value) {
        return text("String", value);
    }

    /** An attribute of a String or Number type, with its label: {@code text("Number.int", "5")}. */
    public static Attribute text(String dataType, String value) {
        return new Attribute(dataType, value, null);
    }

    /** An attribute of the type {@code Binary}. The array is not copied. */
    public static Attribute binary(byte[] value) {
        return new Attribute("Binary", null, value);
    }

    long sizeInBytes() {
        return SqsText.utf8Length(dataType)
                + (stringValue == null ? 0 : SqsText.utf8Length(stringValue))
                + (binaryValue == null ? 0 : binaryValue.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Attribute that
                && dataType.equals(that.dataType)
                && Objects.equals(stringValue, that.stringValue)
                && Arrays.equals(binaryValue, that.binaryValue);
    }

    @Override
    public int hashCode() {
        return 31 * Objects.hash(dataType, stringValue) + Arrays.hashCode(binaryValue);
    }
}
