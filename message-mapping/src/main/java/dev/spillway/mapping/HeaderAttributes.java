/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the headers: those that the peer library knows as attributes of their own, the others packed. */
final class HeaderAttributes {

    private HeaderAttributes() {}

    static void write(Map<String, Attribute> attributes, Headers headers, @Nullable String bodyForm) {
        String correlationId = headers.correlationId();
        if (correlationId != null && fitsAttribute(correlationId)) {
            attributes.put(AttributeNames.CORRELATION_ID, Attribute.string(correlationId));
            correlationId = null;
        }
        ReplyTo replyTo = headers.replyTo();
        if (replyTo != null && fitsAttribute(replyTo)) {
            attributes.put(AttributeNames.REPLY_TO_NAME, Attribute.string(replyTo.queueName()));
            String url = replyTo.queueUrl();
            if (url != null) {
                attributes.put(AttributeNames.REPLY_TO_URL, Attribute.string(url));
            }
            replyTo = null;
        }
        String packed = new PackedHeaders(headers.with(correlationId, replyTo), bodyForm).pack();
        if (!packed.isEmpty()) {
            attributes.put(AttributeNames.HEADERS, Attribute.string(packed));
        }
    }

    private static boolean fitsAttribute(ReplyTo replyTo) {
        String url = replyTo.queueUrl();
        return fitsAttribute(replyTo.queueName()) && (url == null || fitsAttribute(url));
    }

    private static boolean fitsAttribute(String text) {
        return PropertyType.STRING.fitsAttribute(text);
    }
}
