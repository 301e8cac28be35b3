/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.utils.actors.OrderedExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoalescingThreadPoolTest {

    private static final long BOUND_SECONDS = 30;

    private final CoalescingThreadPool pool = new CoalescingThreadPool("test", 1);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void a_task_that_waits_for_a_thread_is_not_queued_again() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        Runnable task = runs::incrementAndGet;
        CountDownLatch release = occupyTheOnlyThread();

        for (int i = 0; i < 5; i++) {
            pool.execute(task);
        }
        release.countDown();
        finish();

        assertThat(runs).hasValue(1);
    }

    @Test
    void a_task_that_is_submitted_while_it_runs_runs_again() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CyclicBarrier inTheMidst = new CyclicBarrier(2);
        Runnable task = () -> {
            if (runs.incrementAndGet() == 1) {
                await(inTheMidst);
                await(inTheMidst);
            }
        };

        pool.execute(task);
        await(inTheMidst);
        pool.execute(task);
        await(inTheMidst);
        finish();

        assertThat(runs).hasValue(2);
    }

    @Test
    void different_tasks_run_each() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch release = occupyTheOnlyThread();

        for (int i = 0; i < 5; i++) {
            pool.execute(() -> runs.incrementAndGet());
            pool.submit(runs::incrementAndGet);
        }
        release.countDown();
        finish();

        assertThat(runs).hasValue(10);
    }

    @Test
    void an_ordered_executor_on_it_runs_all_of_its_tasks_in_their_order() throws Exception {
        CoalescingThreadPool several = new CoalescingThreadPool("test", 4);
        List<Integer> seen = new ArrayList<>();
        try {
            Executor ordered = new OrderedExecutor(several);
            CountDownLatch last = new CountDownLatch(1);
            for (int i = 0; i < 100_000; i++) {
                int number = i;
                ordered.execute(() -> seen.add(number));
            }
            ordered.execute(last::countDown);

            assertThat(last.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(seen).hasSize(100_000).isSorted();
        } finally {
            several.shutdownNow();
        }
    }

    @Test
    void after_its_shutdown_a_task_is_refused_each_time() {
        Runnable task = () -> {};
        pool.shutdown();

        assertThatThrownBy(() -> pool.execute(task)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> pool.execute(task)).isInstanceOf(RejectedExecutionException.class);
    }

    private CountDownLatch occupyTheOnlyThread() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        pool.execute(() -> {
            begun.countDown();
            try {
                release.await(BOUND_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(begun.await(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
        return release;
    }

    private void finish() throws InterruptedException {
        pool.shutdown();
        assertThat(pool.awaitTermination(BOUND_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
