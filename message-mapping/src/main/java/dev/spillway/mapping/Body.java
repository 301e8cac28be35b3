/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The body of a JMS message (Jakarta Messaging 3.1, section 3.11). */
public sealed interface Body {

    /** A message that has headers and properties only. */
    record Empty() implements Body {}

    /** A text message; {@code null} is a text message whose text was never set. */
    record Text(@Nullable String text) implements Body {}

    /**
     * A bytes message. The array is not copied: neither side changes it afterwards. Two are equal where their content
     * is.
     */
    record Bytes(byte[] content) implements Body {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bytes that && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return "Bytes[" + content.length + " bytes]";
        }
    }
}
