/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The durable record of the message move tasks. */
public interface MoveTaskStore {

    /** The tasks as last stored, in no order. */
    List<MoveTask> all();

    /** Stores a task in place of what was stored under its id; complete once that is on disk. */
    CompletableFuture<Void> store(MoveTask task);

    /** Forgets a task. One that is gone is no error. */
    CompletableFuture<Void> delete(String id);
}
