/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Base64;
import java.util.List;
import java.util.Map;
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
    private static final String OBJECT = "object";

    private static final String NONE = "none";
    private static final String NULL = "null";
    private static final String EMPTY = "empty";
    private static final String ESCAPED = "escaped";
    private static final String MAP = "map";
    private static final String STREAM = "stream";

    /** SQS takes no empty body: what stands for one. */
    private static final String NO_TEXT = "-";

    /** One zero byte, so that a peer that knows nothing of the form still finds Base64. */
    private static final String NO_BYTES = "AA==";

    /** The serialised form of {@code null}, which a peer reads as such. */
    private static final String NO_OBJECT = "rO0ABXA=";

    static WireBody of(Body body) {
        if (body instanceof Body.Text text) {
            return ofText(text.text());
        } else if (body instanceof Body.Bytes bytes) {
            return ofBytes(bytes.content(), BYTES, NO_BYTES);
        } else if (body instanceof Body.Map map) {
            return ofPacked(PackedBody.pack(map.entries()), MAP);
        } else if (body instanceof Body.Stream stream) {
            return ofPacked(PackedBody.pack(stream.values()), STREAM);
        } else if (body instanceof Body.Serialized object) {
            return ofBytes(object.content(), OBJECT, NO_OBJECT);
        }
        return new WireBody(NO_TEXT, TEXT, NONE);
    }

    private static WireBody ofBytes(byte[] content, String type, String placeholder) {
        return content.length == 0
                ? new WireBody(placeholder, type, EMPTY)
                : new WireBody(Base64.getEncoder().encodeToString(content), type, null);
    }

    private static WireBody ofPacked(String packed, String form) {
        return new WireBody(packed.isEmpty() ? NO_TEXT : packed, TEXT, form);
    }

    private static WireBody ofText(@Nullable String text) {
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
            case BYTES -> {
                byte[] content = readBytes(NO_BYTES);
                yield content == null ? null : new Body.Bytes(content);
            }
            case OBJECT -> {
                byte[] content = readBytes(NO_OBJECT);
                yield content == null ? null : new Body.Serialized(content);
            }
            default -> null;
        };
    }

    /** A form that doesn't fit the text is not heeded: somebody has replaced the body and left the attributes. */
    private Body readText() {
        Body body = form == null ? null : readForm(form, text.equals(NO_TEXT));
        return body == null ? new Body.Text(text) : body;
    }

    private @Nullable Body readForm(String form, boolean placeholder) {
        return switch (form) {
            case NONE -> placeholder ? new Body.Empty() : null;
            case NULL -> placeholder ? new Body.Text(null) : null;
            case EMPTY -> placeholder ? new Body.Text("") : null;
            case ESCAPED -> {
                String unescaped = Escaped.unescape(text);
                boolean escaped = unescaped != null
                        && !SqsText.isAllowed(unescaped)
                        && Escaped.body(unescaped).equals(text);
                yield escaped ? new Body.Text(unescaped) : null;
            }
            case MAP -> {
                Map<String, @Nullable Object> entries = placeholder ? Map.of() : PackedBody.unpackMap(text);
                yield entries == null ? null : new Body.Map(entries);
            }
            case STREAM -> {
                List<@Nullable Object> values = placeholder ? List.of() : PackedBody.unpackStream(text);
                yield values == null ? null : new Body.Stream(values);
            }
            default -> null;
        };
    }

    private byte @Nullable [] readBytes(String placeholder) {
        if (EMPTY.equals(form) && text.equals(placeholder)) {
            return new byte[0];
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
