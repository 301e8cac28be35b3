/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.StreamMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a session's completion listeners one at a time, in the order of the sends (section 7.3). Sends that are answered
 * together share one task of the executor: the thread that reads answers wakes no other for each message.
 */
final class Completions {

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private final Executor executor;
    /** In the order of the sends; guarded by this, as all below. */
    private final Deque<Sending> open = new ArrayDeque<>();
    /** Whether a task calls listeners, or is about to. */
    private boolean running;
    /** Complete once there is nothing left to call; {@code null} while nobody waits for that. */
    private @Nullable CompletableFuture<@Nullable Void> idle;

    private volatile @Nullable Thread calling;

    Completions(Executor executor) {
        this.executor = executor;
    }

    /** What is done with the message before its listener is told that it was sent. */
    @FunctionalInterface
    interface Sent {
        void as(String messageId) throws JMSException;
    }

    private record Sending(CompletableFuture<String> answer, Message message, CompletionListener listener, Sent sent) {}

    void add(CompletableFuture<String> send, Message message, CompletionListener listener, Sent sent) {
        synchronized (this) {
            open.add(new Sending(send, message, listener, sent));
        }
        send.whenComplete((id, failure) -> start());
    }

    /** Starts the task that calls, unless it runs, or the send whose turn it is wasn't answered. */
    private void start() {
        synchronized (this) {
            if (running || !isFirstAnswered()) {
                return;
            }
            running = true;
        }
        executor.execute(this::callAnswered);
    }

    private boolean isFirstAnswered() {
        Sending first = open.peek();
        return first != null && first.answer.isDone();
    }

    private void callAnswered() {
        Sending next = next();
        while (next != null) {
            call(next);
            next = next();
        }
    }

    private synchronized @Nullable Sending next() {
        if (isFirstAnswered()) {
            return open.remove();
        }
        running = false;
        if (open.isEmpty() && idle != null) {
            idle.complete(null);
            idle = null;
        }
        return null;
    }

    private void call(Sending sending) {
        // it is answered: this is done here and now
        CompletableFuture<?> unused = sending.answer.whenComplete((id, failure) ->
                call(sending.listener, sending.message, failure == null ? mark(sending.sent, id) : failure));
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
        CompletableFuture<@Nullable Void> called;
        synchronized (this) {
            if (open.isEmpty() && !running) {
                return;
            }
            if (idle == null) {
                idle = new CompletableFuture<>();
            }
            called = idle;
        }
        Await.result(called);
    }
}
