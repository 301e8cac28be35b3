/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.StreamMessage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a session's completion listeners one at a time, in the order of the sends (section 7.3). */
final class Completions {

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private final Executor executor;
    private CompletableFuture<@Nullable Void> last = CompletableFuture.completedFuture(null);
    private volatile @Nullable Thread calling;

    Completions(Executor executor) {
        this.executor = executor;
    }

    /** What is done with the message before its listener is told that it was sent. */
    @FunctionalInterface
    interface Sent {
        void as(String messageId) throws JMSException;
    }

    synchronized void add(CompletableFuture<String> send, Message message, CompletionListener listener, Sent sent) {
        CompletableFuture<@Nullable Void> before = last;
        last = send.<@Nullable Throwable>handle((id, failure) -> failure == null ? mark(sent, id) : failure)
                .thenCombine(before.exceptionally(thrown -> null), (failure, done) -> failure)
                .thenAcceptAsync(failure -> call(listener, message, failure), executor);
    }

    private static @Nullable Throwable mark(Sent sent, String id) {
        try {
            sent.as(id);
            return null;
        } catch (JMSException e) {
            return e;
        }
    }

    private void call(CompletionListener listener, Message message, @Nullable Throwable failure) {
        calling = Thread.currentThread();
        try {
            rewind(message);
            if (failure == null) {
                listener.onCompletion(message);
            } else {
                listener.onException(message, Await.failure(failure));
            }
        } catch (Throwable e) {
            LOG.warn("a CompletionListener threw", e);
        } finally {
            calling = null;
        }
    }

    /** The listener reads the body without a reset of its own ({@link BytesMessage}). */
    private static void rewind(Message message) {
        try {
            if (message instanceof BytesMessage bytes) {
                bytes.reset();
            } else if (message instanceof StreamMessage stream) {
                stream.reset();
            }
        } catch (JMSException e) {
            LOG.debug("another provider's message can't be reset", e);
        }
    }

    boolean isCurrentThread() {
        return Thread.currentThread() == calling;
    }

    /** Returns when all listeners were called. */
    void await() throws JMSException {
        CompletableFuture<@Nullable Void> all;
        synchronized (this) {
            all = last;
        }
        Await.result(all);
    }
}
