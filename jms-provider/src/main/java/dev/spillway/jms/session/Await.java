/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import jakarta.jms.JMSException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for futures on behalf of JMS's blocking methods. */
public final class Await {

    private Await() {}

    /** The future's value; its JMSException, with the stack of the caller, if it failed. */
    public static <T extends @Nullable Object> T result(CompletableFuture<T> future) throws JMSException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    /** As {@link #result}, for what ends soon: an interrupt doesn't end the wait, and stays. */
    public static <T extends @Nullable Object> T uninterrupted(CompletableFuture<T> future) throws JMSException {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw failure(e);
        }
    }

    /** The next message, however long it takes; an interrupt ends the wait. */
    static <T> @Nullable T forever(CompletableFuture<@Nullable T> future) throws JMSException {
        return within(future, Long.MAX_VALUE);
    }

    /** The future's value, or {@code null} when the time is over: then the future is cancelled. */
    static <T> @Nullable T within(CompletableFuture<@Nullable T> future, long millis) throws JMSException {
        try {
            return future.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // what arrives while the time runs out is not lost
            return future.cancel(false) ? null : result(future);
        } catch (InterruptedException e) {
            if (future.cancel(false)) {
                throw interrupted(e);
            }
            Thread.currentThread().interrupt();
            return future.getNow(null);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        }
    }

    /** A JMS exception of the caller's own for what failed: several may have waited for the same request. */
    static JMSException failure(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        JMSException exception =
                cause instanceof JMSException jms ? Failures.copy(jms) : new JMSException(String.valueOf(cause));
        exception.initCause(cause);
        return exception;
    }

    private static JMSException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        JMSException exception = new JMSException("the thread was interrupted while it waited");
        exception.initCause(e);
        return exception;
    }
}
