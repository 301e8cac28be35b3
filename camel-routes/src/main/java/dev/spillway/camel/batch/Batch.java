/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.batch;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages that go through a route at once, in the order of their source: the body of its exchange. A target settles each,
 * or tells of an outage and leaves open what it could not settle. Used by one thread at a time.
 */
public final class Batch {

    private final List<BatchMessage> messages;
    private final boolean groupsWait;
    private final boolean part;
    private long oldest;
    private @Nullable OutageException outage;

    /**
     * @param messages at least one
     * @param groupsWait whether the rest of a group stays behind a message of it that is refused
     */
    public Batch(List<BatchMessage> messages, boolean groupsWait) {
        this(messages, groupsWait, false);
    }

    private Batch(List<BatchMessage> messages, boolean groupsWait, boolean part) {
        this.groupsWait = groupsWait;
        this.part = part;
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

    /** Some of the messages, to be tried without the others; the batch itself where these are all. */
    public Batch part(List<BatchMessage> some) {
        return some.equals(messages) ? this : new Batch(some, groupsWait, true);
    }

    /** Whether this is a part of a batch, for its target only: what a route has behind the target waits for the batch. */
    public boolean isPart() {
        return part;
    }

    /**
     * Fetches what the open messages say where that is in a store, together. One that isn't there refuses its message.
     *
     * @throws OutageException if the store does not give one at present; what it gave is kept
     */
    public void fetch() throws OutageException {
        List<BatchMessage> open = open();
        open.forEach(BatchMessage::fetch);
        OutageException outage = null;
        for (BatchMessage message : open) {
            try {
                message.awaitContent();
            } catch (OutageException out) {
                outage = out;
            }
        }
        if (outage != null) {
            throw outage;
        }
    }

    /** Skips what is open behind a refused message of its group, where groups wait. */
    public void skipBehindRefused() {
        Set<String> broken = new HashSet<>();
        for (BatchMessage message : groupsWait ? messages : List.<BatchMessage>of()) {
            String group = message.groupId();
            if (group == null) {
                continue;
            }
            if (message.state() == BatchMessage.State.OPEN && broken.contains(group)) {
                message.skip("a message before it in group " + group + " did not cross");
            } else if (message.state() == BatchMessage.State.REFUSED || message.state() == BatchMessage.State.SKIPPED) {
                broken.add(group);
            }
        }
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
