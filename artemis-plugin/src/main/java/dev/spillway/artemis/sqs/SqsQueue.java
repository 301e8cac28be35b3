/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.store.MessageQueue;

/**
 * A queue that a request found.
 *
 * @param stored its messages
 * @param attributes its attributes, as they were when the request found it
 */
public record SqsQueue(MessageQueue stored, QueueAttributes attributes) {

    public String name() {
        return stored.name();
    }
}
