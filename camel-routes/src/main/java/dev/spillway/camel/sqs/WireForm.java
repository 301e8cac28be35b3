/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.batch.OutageException;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.ReplyTo;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Makes the form in which messages travel. Safe for use by any number of threads. */
final class WireForm {

    private final @Nullable ReplyTo replyTo;
    private final @Nullable PayloadStore store;
    /** So that a message whose send is tried again is not stored again; as long as it is held. */
    private final Map<BatchMessage, WireMessage> stored = Collections.synchronizedMap(new WeakHashMap<>());

    /**
     * @param replyTo where replies go to messages that ask for one; {@code null} for what each says
     * @param store where bodies go that are too large; {@code null} for nowhere
     */
    WireForm(@Nullable ReplyTo replyTo, @Nullable PayloadStore store) {
        this.replyTo = replyTo;
        this.store = store;
    }

    /**
     * The message as it travels, its body stored where it is too large.
     *
     * @throws IllegalArgumentException if it can't travel; the message says why
     * @throws OutageException if its body can't be stored at present
     */
    WireMessage of(BatchMessage message) throws OutageException {
        MappedMessage content = message.content();
        Headers headers = content.headers();
        WireMessage whole = SqsMapping.encode(
                replyTo == null || headers.replyTo() == null
                        ? content
                        : new MappedMessage(content.body(), headers.withReplyTo(replyTo), content.properties()));
        if (store == null || whole.sizeInBytes() <= store.threshold()) {
            return whole;
        }
        WireMessage pointing = stored.get(message);
        if (pointing == null) {
            pointing = store.store(whole);
            stored.put(message, pointing);
            message.stored();
        }
        return pointing;
    }
}
