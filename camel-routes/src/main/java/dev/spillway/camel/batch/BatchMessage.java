/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.batch;

import dev.spillway.mapping.MappedMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A message of a batch, and what became of it. It is settled once; used by one thread at a time. */
public final class BatchMessage {

    /** What became of a message. */
    public enum State {
        /** Not yet settled: it goes to the target with the next attempt. */
        OPEN,
        /** The target has it, durably. */
        ACCEPTED,
        /** It can't go to the target, now or later. */
        REFUSED,
        /** It could, but a message before it in its group did not. */
        SKIPPED
    }

    private final String id;
    private final @Nullable String groupId;
    private final @Nullable Content source;
    private @Nullable MappedMessage content;
    private boolean stored;
    private State state = State.OPEN;
    private @Nullable String reason;

    /**
     * @param id what the source calls the message; the same each time that it gives it
     * @param groupId the group in whose order it is to arrive; {@code null} for none
     */
    public BatchMessage(String id, @Nullable String groupId, MappedMessage content) {
        this(id, groupId, content, null);
    }

    private BatchMessage(
            String id, @Nullable String groupId, @Nullable MappedMessage content, @Nullable Content source) {
        this.id = id;
        this.groupId = groupId;
        this.content = content;
        this.source = source;
    }

    /** A message whose content is in a store, from which it is to be {@linkplain Batch#fetch fetched}. */
    public static BatchMessage stored(String id, @Nullable String groupId, Content source) {
        return new BatchMessage(id, groupId, null, source);
    }

    /** A message that can't be read, refused from the start. */
    public static BatchMessage unreadable(String id, @Nullable String groupId, String reason) {
        BatchMessage message = new BatchMessage(id, groupId, null, null);
        message.refuse(reason);
        return message;
    }

    /** Begins to fetch the content, where that is not here yet. */
    void fetch() {
        if (source != null && content == null) {
            source.fetch();
        }
    }

    /** Waits for the content; refuses the message if there is none. */
    void awaitContent() throws OutageException {
        if (source == null || content != null) {
            return;
        }
        try {
            content = source.await();
            stored = true;
        } catch (IllegalArgumentException missing) {
            refuse(String.valueOf(missing.getMessage()));
        }
    }

    /** Whether it is open, and the store has not given its content. */
    public boolean isMissing() {
        return state == State.OPEN && source != null && content == null;
    }

    /** Its body is in the store now. */
    public void stored() {
        stored = true;
    }

    /** Whether its body has come from a store or gone to it. */
    public boolean isStored() {
        return stored;
    }

    public String id() {
        return id;
    }

    public @Nullable String groupId() {
        return groupId;
    }

    /** @throws IllegalStateException if the message could not be read, or was not fetched */
    public MappedMessage content() {
        if (content == null) {
            throw new IllegalStateException("message " + id + " could not be read: " + reason);
        }
        return content;
    }

    public State state() {
        return state;
    }

    /** Why it was refused or skipped; {@code null} otherwise. */
    public @Nullable String reason() {
        return reason;
    }

    public void accept() {
        settle(State.ACCEPTED, null);
    }

    public void refuse(String why) {
        settle(State.REFUSED, why);
    }

    public void skip(String why) {
        settle(State.SKIPPED, why);
    }

    private void settle(State settled, @Nullable String why) {
        if (state != State.OPEN) {
            throw new IllegalStateException("message " + id + " is " + state + " already");
        }
        state = settled;
        reason = settled == State.ACCEPTED ? null : Objects.requireNonNull(why);
    }
}
