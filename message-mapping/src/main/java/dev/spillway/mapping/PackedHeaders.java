/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headers that have no attribute of their own and are not at their default, packed: {@code priority=9&timestamp=…}.
 * Also how the body is written, where that is not plain.
 *
 * @param headers what the packed text says; everything else absent
 * @param bodyForm see {@link WireBody}
 */
record PackedHeaders(Headers headers, @Nullable String bodyForm) {

    private static final String NON_PERSISTENT = "1";
    private static final String NO_TIMESTAMP = "0";

    /** What a message without the attribute has. */
    static final PackedHeaders NONE = new PackedHeaders(Headers.NONE, null);

    /** The packed text; empty where every header is at its default. */
    String pack() {
        PackedText packed = new PackedText();
        add(packed, "body", bodyForm);
        add(packed, "correlationId", headers.correlationId());
        byte[] correlationIdBytes = headers.correlationIdBytes();
        if (correlationIdBytes != null) {
            packed.add(
                    "correlationIdBytes", Base64.getEncoder().withoutPadding().encodeToString(correlationIdBytes));
        }
        ReplyTo replyTo = headers.replyTo();
        if (replyTo != null) {
            packed.add("replyTo", replyTo.queueName());
            add(packed, "replyToUrl", replyTo.queueUrl());
        }
        add(packed, "type", headers.type());
        if (headers.priority() != Headers.DEFAULT_PRIORITY) {
            packed.add("priority", Integer.toString(headers.priority()));
        }
        if (!headers.persistent()) {
            packed.add("deliveryMode", NON_PERSISTENT);
        }
        if (headers.timestamp() == Headers.UNSTAMPED) {
            packed.add("timestamp", NO_TIMESTAMP);
        } else {
            add(packed, "timestamp", headers.timestamp());
        }
        add(packed, "expiration", headers.expiration());
        add(packed, "deliveryTime", headers.deliveryTime());
        return packed.toString();
    }

    private static void add(PackedText packed, String key, @Nullable String value) {
        if (value != null) {
            packed.add(key, value);
        }
    }

    private static void add(PackedText packed, String key, long value) {
        if (value != 0) {
            packed.add(key, Long.toString(value));
        }
    }

    /** What a packed text says; {@code null} where it is not in this form as a whole. */
    static @Nullable PackedHeaders unpack(String text) {
        Map<String, String> entries = PackedText.parse(text);
        if (entries == null) {
            return null;
        }
        try {
            String bodyForm = entries.remove("body");
            String bytes = entries.remove("correlationIdBytes");
            String replyToName = entries.remove("replyTo");
            ReplyTo replyTo = replyToName == null ? null : new ReplyTo(replyToName, entries.remove("replyToUrl"));
            String priority = entries.remove("priority");
            String deliveryMode = entries.remove("deliveryMode");
            Headers headers = new Headers(
                    entries.remove("correlationId"),
                    bytes == null ? null : Base64.getDecoder().decode(bytes),
                    replyTo,
                    entries.remove("type"),
                    priority == null ? Headers.DEFAULT_PRIORITY : priority(priority),
                    deliveryMode == null,
                    timestamp(entries.remove("timestamp")),
                    removeLong(entries, "expiration"),
                    removeLong(entries, "deliveryTime"));
            boolean known = deliveryMode == null || deliveryMode.equals(NON_PERSISTENT);
            return known && entries.isEmpty() ? new PackedHeaders(headers, bodyForm) : null;
        } catch (IllegalArgumentException notInThisForm) {
            return null;
        }
    }

    private static int priority(String text) {
        int priority = Integer.parseInt(text);
        if (priority < 0 || priority > Headers.MAX_PRIORITY) {
            throw new IllegalArgumentException("priority " + priority + " is not in 0 to " + Headers.MAX_PRIORITY);
        }
        return priority;
    }

    private static long timestamp(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        long timestamp = Long.parseLong(text);
        return timestamp == 0 ? Headers.UNSTAMPED : timestamp;
    }

    private static long removeLong(Map<String, String> entries, String key) {
        String value = entries.remove(key);
        return value == null ? 0 : Long.parseLong(value);
    }
}
