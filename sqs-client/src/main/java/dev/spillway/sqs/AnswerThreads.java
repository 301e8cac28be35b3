/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads on which answers are read and callers go on, who may block them: as many as it takes. */
final class AnswerThreads {

    private static final int IDLE_SECONDS = 60;

    private AnswerThreads() {}

    /** What comes after its shutdown is seen to where it comes from. */
    static ExecutorService open() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "spillway-sqs-answers");
                    thread.setDaemon(true);
                    return thread;
                },
                (task, pool) -> task.run());
    }
}
