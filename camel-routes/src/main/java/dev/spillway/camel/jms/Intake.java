/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.message.JmsMessages;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Received messages on their way into a batch. It is full at a number of messages, at a number of characters, and with one that
 * was delivered before: that may be what a bridge died of, and each death costs everything that is held a delivery attempt.
 */
final class Intake {

    /** Characters or bytes of bodies that are held at once, roughly. */
    static final long MAX_CHARACTERS = 8_388_608;

    private final Leaving leaving;
    private final int max;
    private final List<Message> received = new ArrayList<>();
    private final List<BatchMessage> read = new ArrayList<>();
    private long oldest = Long.MAX_VALUE;
    private long characters;
    private boolean redelivered;

    /** @param max how many messages a batch has at most */
    Intake(Leaving leaving, int max) {
        this.leaving = leaving;
        this.max = max;
    }

    /** Reads a message; one that can't be read is refused from the start. */
    void add(Message message) throws JMSException {
        String id = id(message);
        String group = message.getStringProperty(JmsMessages.GROUP_ID);
        long sent = message.getJMSTimestamp(); // 0 where the sender has switched it off
        oldest = sent > 0 ? Math.min(oldest, sent) : oldest;
        redelivered |= message.getJMSRedelivered();
        received.add(message);
        try {
            MappedMessage content = leaving.of(message, id);
            characters += characters(content.body());
            read.add(new BatchMessage(id, group, content));
        } catch (JMSException | RuntimeException unreadable) {
            read.add(BatchMessage.unreadable(id, group, unreadable.toString()));
        }
    }

    boolean isFull() {
        return received.size() >= max || characters >= MAX_CHARACTERS || redelivered;
    }

    /** Whether one was delivered before. */
    boolean isRedelivered() {
        return redelivered;
    }

    /** The messages as the broker's client gave them, in the order of the batch. */
    List<Message> received() {
        return received;
    }

    Batch batch() {
        return new Batch(read, false).sentFrom(oldest == Long.MAX_VALUE ? 0 : oldest);
    }

    /** A sender may have switched ids off; then nothing tells that the message is the same when it comes again. */
    private static String id(Message message) throws JMSException {
        String id = message.getJMSMessageID();
        return id == null ? UUID.randomUUID().toString() : id;
    }

    private static long characters(Body body) {
        if (body instanceof Body.Text text) {
            return characters(text.text());
        } else if (body instanceof Body.Bytes bytes) {
            return bytes.content().length;
        } else if (body instanceof Body.Serialized serialized) {
            return serialized.content().length;
        } else if (body instanceof Body.Map map) {
            return characters(map.entries().values());
        } else {
            return body instanceof Body.Stream stream ? characters(stream.values()) : 0;
        }
    }

    private static long characters(Collection<? extends @Nullable Object> values) {
        return values.stream().mapToLong(Intake::characters).sum();
    }

    private static long characters(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        return value instanceof byte[] bytes ? bytes.length : 0;
    }
}
