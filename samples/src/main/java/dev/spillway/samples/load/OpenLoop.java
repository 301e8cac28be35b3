/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.load;

import dev.spillway.samples.order.Order;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Offers orders at their scheduled times whether or not earlier ones have been answered: customers don't wait for each other.
 * An order that is offered late, because this machine was busy, still counts from its scheduled time.
 */
public final class OpenLoop {

    private OpenLoop() {}

    /** Takes an order that arrives; must not block. */
    @FunctionalInterface
    public interface Arrivals {
        void arrived(Order order, long scheduledNanos);
    }

    /**
     * Offers the orders, the i-th at the i-th scheduled time, and returns after the last.
     *
     * @throws InterruptedException if this thread is interrupted; the rest is not offered then
     */
    public static void offer(List<Order> orders, List<Long> scheduled, RunClock clock, Arrivals arrivals)
            throws InterruptedException {
        for (int i = 0; i < orders.size(); i++) {
            long due = scheduled.get(i);
            for (long left = due - clock.nanos(); left > 0; left = due - clock.nanos()) {
                LockSupport.parkNanos(left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            arrivals.arrived(orders.get(i), due);
        }
    }
}
