/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.TimerTask;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A timer whose time passes when a test says so. */
final class ManualTimer implements Timer {

    private final List<Task> tasks = new ArrayList<>();
    private final Instant start;
    private long now;

    ManualTimer() {
        this(Instant.now());
    }

    private ManualTimer(Instant start) {
        this.start = start;
    }

    /** A timer that begins where this one is, for a broker that is started again: what the former left to do isn't in it. */
    ManualTimer next() {
        return new ManualTimer(clock().instant());
    }

    /** Lets time pass; what becomes due has run when this returns. */
    void advance(long millis) throws Exception {
        List<Task> due;
        synchronized (this) {
            now += millis;
            due = tasks.stream().filter(task -> task.at <= now).toList();
            tasks.removeAll(due);
        }
        for (Task task : due) {
            task.expired = true;
            task.task.run(task);
        }
    }

    /** A clock that this time passes on. */
    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                synchronized (ManualTimer.this) {
                    return start.plusMillis(now);
                }
            }
        };
    }

    @Override
    public synchronized Timeout newTimeout(TimerTask task, long delay, TimeUnit unit) {
        Task timeout = new Task(task, now + unit.toMillis(delay));
        tasks.add(timeout);
        return timeout;
    }

    @Override
    public synchronized Set<Timeout> stop() {
        // Another store may go on with this time.
        tasks.clear();
        return Set.of();
    }

    private final class Task implements Timeout {

        private final TimerTask task;
        private final long at;
        private volatile boolean expired;

        private Task(TimerTask task, long at) {
            this.task = task;
            this.at = at;
        }

        @Override
        public Timer timer() {
            return ManualTimer.this;
        }

        @Override
        public TimerTask task() {
            return task;
        }

        @Override
        public boolean isExpired() {
            return expired;
        }

        @Override
        public boolean isCancelled() {
            synchronized (ManualTimer.this) {
                return !expired && !tasks.contains(this);
            }
        }

        @Override
        public boolean cancel() {
            synchronized (ManualTimer.this) {
                return tasks.remove(this);
            }
        }
    }
}
