/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which a session calls its listeners (Jakarta Messaging 3.1, section 6.2.13). It is started by the
 * first listener and, as the application's work is done on it, keeps the process alive until the session is closed.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final AtomicInteger THREADS = new AtomicInteger();
    /** Known by its identity. */
    @SuppressWarnings("UnnecessaryLambda")
    private static final Runnable END = () -> {};

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    /** Held while a task runs. */
    private final ReentrantLock running = new ReentrantLock();

    private @Nullable Thread thread;
    private boolean closed;

    /** Runs the task after those before it; not at all once closed. */
    synchronized boolean execute(Runnable task) {
        if (closed) {
            return false;
        }
        tasks.add(task);
        if (thread == null) {
            thread = new Thread(this::run, "spillway-session-" + THREADS.incrementAndGet());
            thread.setDaemon(false);
            thread.start();
        }
        return true;
    }

    private void run() {
        try {
            Runnable task = tasks.take();
            while (task != END) {
                run(task);
                task = tasks.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever a task throws or does to its thread, those after it run. */
    private void run(Runnable task) {
        running.lock();
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("a task of a session failed", e);
        } finally {
            running.unlock();
            // application code may have left the flag set; it is not meant for the next take()
            Thread.interrupted();
        }
    }

    synchronized boolean isCurrentThread() {
        return Thread.currentThread() == thread;
    }

    /** Returns when no task is running. */
    void awaitIdle() {
        running.lock();
        try {
            // nothing runs now
        } finally {
            running.unlock();
        }
    }

    /** Takes no more tasks, and lets the running one end. */
    synchronized void end() {
        closed = true;
        tasks.add(END);
    }

    /** Takes no more tasks, lets the running one end and, unless called by it, waits for that. */
    void close() {
        end();
        if (!isCurrentThread()) {
            awaitIdle();
        }
    }
}
