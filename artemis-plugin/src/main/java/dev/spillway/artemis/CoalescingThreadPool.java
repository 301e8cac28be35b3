/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.utils.ActiveMQThreadFactory;
import org.apache.activemq.artemis.utils.ActiveMQThreadPoolExecutor;

/**
 * Artemis's own pool of threads, for Artemis's ordered executors. Such an executor submits itself with each task that it is
 * given until one of the pool's threads has begun to work on its tasks. Only the first time means anything, but each
 * would wake a thread: a batch of ten messages wakes several, for nothing. So a task that waits for a thread is not queued
 * a second time.
 */
final class CoalescingThreadPool extends ActiveMQThreadPoolExecutor {

    private static final long KEEP_ALIVE_SECONDS = 60;

    /** What Artemis gives a pool of its own. */
    private static final long END_SECONDS = 10;

    /** What was submitted and not begun, by identity: ordered executors don't define equality. */
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

    /**
     * @param name part of its threads' names
     * @param maxThreads how many there may be; without work there are none
     */
    CoalescingThreadPool(String name, int maxThreads) {
        super(
                0,
                maxThreads,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new ActiveMQThreadFactory(name, false, CoalescingThreadPool.class.getClassLoader()));
    }

    /** The task is begun after this call, at least once for all calls since it was begun last. */
    @Override
    public void execute(Runnable task) {
        if (!waiting.add(task)) {
            return;
        }
        try {
            super.execute(task);
        } catch (RejectedExecutionException e) {
            waiting.remove(task);
            throw e;
        }
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        waiting.remove(task);
    }

    /** Takes no more tasks, and waits some seconds at most until those that it has are done. */
    void end() {
        shutdown();
        try {
            if (!awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                shutdownNow();
            }
        } catch (InterruptedException e) {
            shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
