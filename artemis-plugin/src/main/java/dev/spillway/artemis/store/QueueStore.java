/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The queues of the broker: those made through the SQS API, and those that the broker's configuration or a JMS client
 * made. Every method may be called by any thread and none blocks; what takes time answers by its future.
 */
public interface QueueStore {

    /** The queue of this name, or nothing. Its first call for a queue reads what is kept about it; others take no lock. */
    Optional<MessageQueue> find(String name);

    /** The names of all queues, in alphabetical order. */
    List<String> names();

    /**
     * Makes a durable queue; complete once the queue and its settings are on disk. Two concurrent calls with one name
     * give the same queue, with the settings of the one that came first: the caller compares.
     */
    CompletableFuture<MessageQueue> create(String name, QueueSettings settings);

    /** The record of the message move tasks. */
    MoveTaskStore moveTasks();

    /** Deletes a queue with its messages. Receives that wait on it complete empty. A queue that is gone is no error. */
    CompletableFuture<Void> delete(String name);
}
