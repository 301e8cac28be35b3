/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A body as it travels.
 *
 * @param text the SQS body, never empty
 * @param type the value of JMS_SQSMessageType
 * @param form how the text stands for the body where that is not plain; {@code null} where it is
 */
record WireBody(String text, String type, @Nullable String form) {

    static final String TEXT = "text";
    private static final String BYTES = "byte";

    private static final String NONE = "none";
    private static final String NULL = "null";
    private static final String EMPTY = "empty";
    private static final String ESCAPED = "escaped";

    /** SQS takes no empty body: what stands for one. */
    private static final String NO_TEXT = "-";

    /** One zero byte, so that a peer that knows nothing of the form still finds Base64. */
    private static final String NO_BYTES = "AA==";

    static WireBody of(Body body) {
        if (body instanceof Body.Bytes bytes) {
            return bytes.content().length == 0
                    ? new WireBody(NO_BYTES, BYTES, EMPTY)
                    : new WireBody(Base64.getEncoder().encodeToString(bytes.content()), BYTES, null);
        }
        if (!(body instanceof Body.Text message)) {
            return new WireBody(NO_TEXT, TEXT, NONE);
        }
        String text = message.text();
        if (text == null) {
            return new WireBody(NO_TEXT, TEXT, NULL);
        } else if (text.isEmpty()) {
            return new WireBody(NO_TEXT, TEXT, EMPTY);
        } else if (SqsText.isAllowed(text)) {
            return new WireBody(text, TEXT, null);
        }
        return new WireBody(Escaped.body(text), TEXT, ESCAPED);
    }

    /** The body; {@code null} where the type is not one of the mapping's or the text is not of this type. */
    @Nullable Body read() {
        return switch (type) {
            case TEXT -> readText();
            case BYTES -> readBytes();
            default -> null;
        };
    }

    /** A form that doesn't fit the text is not heeded: somebody has replaced the body and left the attributes. */
    private Body readText() {
        if (form == null) {
            return new Body.Text(text);
        }
        boolean placeholder = text.equals(NO_TEXT);
        if (placeholder && form.equals(NONE)) {
            return new Body.Empty();
        } else if (placeholder && form.equals(NULL)) {
            return new Body.Text(null);
        } else if (placeholder && form.equals(EMPTY)) {
            return new Body.Text("");
        }
        String unescaped = form.equals(ESCAPED) ? Escaped.unescape(text) : null;
        boolean escaped = unescaped != null
                && !SqsText.isAllowed(unescaped)
                && Escaped.body(unescaped).equals(text);
        return new Body.Text(escaped ? unescaped : text);
    }

    private @Nullable Body readBytes() {
        if (EMPTY.equals(form) && text.equals(NO_BYTES)) {
            return new Body.Bytes(new byte[0]);
        }
        try {
            return new Body.Bytes(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
