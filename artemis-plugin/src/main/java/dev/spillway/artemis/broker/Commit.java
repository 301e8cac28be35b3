/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * Runs operations on the broker and tells when what they wrote is on disk (and, with a replica, on the replica's),
 * without a thread that waits. Whatever else is written at that time shares the same sync of the journal.
 */
final class Commit {

    /** What is done on the broker; all that it writes is waited for. */
    interface Operations {
        void run() throws Exception;
    }

    private final ActiveMQServer server;
    private final StorageManager storage;

    Commit(ActiveMQServer server) {
        this.server = server;
        this.storage = server.getStorageManager();
    }

    /**
     * Runs the operations on the calling thread.
     *
     * @return complete, on a thread of the broker, when everything they wrote is durable; failed if one of them threw
     */
    CompletableFuture<Void> durably(Operations operations) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        OperationContext caller = storage.getContext();
        // A context of its own: the caller's would also wait for what others wrote before.
        storage.setContext(storage.newContext(server.getExecutorFactory().getExecutor()));
        try {
            operations.run();
            storage.afterCompleteOperations(completing(durable));
        } catch (Exception e) {
            durable.completeExceptionally(e);
        } finally {
            storage.setContext(caller);
        }
        return durable;
    }

    /** As {@link #durably}, on a thread of the broker: for operations that wait for locks or for the disk themselves. */
    CompletableFuture<Void> durablyElsewhere(Operations operations) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        server.getThreadPool()
                .execute(() -> durably(operations).whenComplete((done, failure) -> {
                    if (failure == null) {
                        durable.complete(null);
                    } else {
                        durable.completeExceptionally(failure);
                    }
                }));
        return durable;
    }

    private static IOCallback completing(CompletableFuture<Void> durable) {
        return new IOCallback() {
            @Override
            public void done() {
                durable.complete(null);
            }

            @Override
            public void onError(int errorCode, String errorMessage) {
                durable.completeExceptionally(ActiveMQExceptionType.createException(errorCode, errorMessage));
            }
        };
    }
}
