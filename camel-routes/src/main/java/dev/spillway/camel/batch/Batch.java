/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages that go through a route at once, in the order of their source: the body of its exchange. A target settles each,
 * or tells of an outage and leaves open what it could not settle. Used by one thread at a time.
 */
public final class Batch {

    private final List<BatchMessage> messages;
    private final boolean groupsWait;
    private long oldest;
    private @Nullable OutageException outage;

    /**
     * @param messages at least one
     * @param groupsWait whether the rest of a group stays behind a message of it that is refused
     */
    public Batch(List<BatchMessage> messages, boolean groupsWait) {
        this.groupsWait = groupsWait;
        this.messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one message");
        }
    }

    public List<BatchMessage> messages() {
        return messages;
    }

    /** Whether the rest of a group is to be skipped where a message of it is refused; else the group goes on without. */
    public boolean groupsWait() {
        return groupsWait;
    }

    /** Tells when the oldest of the messages was sent, in milliseconds since the epoch; 0 where that is not known. */
    public Batch sentFrom(long epochMillis) {
        oldest = epochMillis;
        return this;
    }

    /** When the oldest of the messages was sent, in milliseconds since the epoch; 0 where that is not known. */
    public long sentFrom() {
        return oldest;
    }

    /** What is not settled, in order. */
    public List<BatchMessage> open() {
        return with(BatchMessage.State.OPEN);
    }

    /** The messages in a state, in order. */
    public List<BatchMessage> with(BatchMessage.State state) {
        return messages.stream().filter(message -> message.state() == state).toList();
    }

    /**
     * The target takes nothing at present. It is told here, not thrown: an exception would be the route's error handler's,
     * to log, to redeliver or to send away.
     */
    public void interrupt(OutageException reason) {
        outage = reason;
    }

    /** Why the target took nothing, once; {@code null} if it did. */
    public @Nullable OutageException takeOutage() {
        OutageException taken = outage;
        outage = null;
        return taken;
    }

    @Override
    public String toString() {
        return "Batch[" + messages.size() + " messages, " + open().size() + " open]";
    }
}
