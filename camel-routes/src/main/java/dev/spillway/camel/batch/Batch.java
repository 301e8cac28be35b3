/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.batch;

import java.util.List;

/**
 * Messages that go through a route at once, in the order of their source: the body of its exchange. A target settles each,
 * or throws {@link OutageException} and leaves open what it could not settle.
 *
 * @param messages at least one
 */
public record Batch(List<BatchMessage> messages) {

    public Batch {
        messages = List.copyOf(messages);
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one message");
        }
    }

    /** What is not settled, in order. */
    public List<BatchMessage> open() {
        return with(BatchMessage.State.OPEN);
    }

    /** The messages in a state, in order. */
    public List<BatchMessage> with(BatchMessage.State state) {
        return messages.stream().filter(message -> message.state() == state).toList();
    }
}
