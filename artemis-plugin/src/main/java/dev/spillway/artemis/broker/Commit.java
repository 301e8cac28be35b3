/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.OperationContextImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jspecify.annotations.Nullable;

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

    /** What all operations share whose effects are to come in the order of the calls; {@code null} for none. */
    private final @Nullable OperationContext shared;

    /** Operations of different calls may take effect in any order. */
    Commit(ActiveMQServer server) {
        this(server, null);
    }

    private Commit(ActiveMQServer server, @Nullable OperationContext shared) {
        this.server = server;
        this.storage = server.getStorageManager();
        this.shared = shared;
    }

    /**
     * Operations take effect in the order of the calls, and each waits for those before it: what is routed to a queue
     * is entered there once it is on disk, and contexts of their own are done with in any order. Calls don't overlap.
     */
    static Commit ordered(ActiveMQServer server) {
        return new Commit(server, newContext(server));
    }

    private static OperationContext newContext(ActiveMQServer server) {
        return server.getStorageManager().newContext(server.getExecutorFactory().getExecutor());
    }

    /**
     * Runs the operations on the calling thread.
     *
     * @return complete, by {@link CallersThread}, when everything they wrote is durable; failed if one of them threw
     */
    CompletableFuture<Void> durably(Operations operations) {
        if (shared == null) {
            return durably(operations, CallersThread.of(server));
        }
        synchronized (this) {
            return durably(operations, shared);
        }
    }

    /** As the other, without an order, for a call that goes on elsewhere. */
    CompletableFuture<Void> durably(Operations operations, Executor goesOn) {
        return durably(operations, storage.newContext(goesOn));
    }

    private CompletableFuture<Void> durably(Operations operations, OperationContext context) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        OperationContext caller = OperationContextImpl.getContext();
        // Not the caller's context, which would also wait for what others wrote before.
        OperationContextImpl.setContext(context);
        try {
            operations.run();
            storage.afterCompleteOperations(completing(durable));
        } catch (Exception e) {
            durable.completeExceptionally(e);
        } finally {
            OperationContextImpl.setContext(caller);
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
