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
    private final @Nullable MappedMessage content;
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
            String id, @Nullable String groupId, @Nullable MappedMessage content, @Nullable String reason) {
        this.id = id;
        this.groupId = groupId;
        this.content = content;
        if (reason != null) {
            refuse(reason);
        }
    }

    /** A message that can't be read, refused from the start. */
    public static BatchMessage unreadable(String id, @Nullable String groupId, String reason) {
        return new BatchMessage(id, groupId, null, reason);
    }

    public String id() {
        return id;
    }

    public @Nullable String groupId() {
        return groupId;
    }

    /** @throws IllegalStateException if the message could not be read */
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
