/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.shipping;

import dev.spillway.samples.order.Order;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Shipping as a server that is called: so many orders in work at once, a bounded backlog in front of them, and a caller that
 * finds the backlog full is turned away at once.
 */
public final class ShippingServer implements AutoCloseable {

    private final Warehouse warehouse;
    private final ThreadPoolExecutor workers;

    /**
     * @param atOnce orders in work at once
     * @param backlog orders that may wait besides
     */
    public ShippingServer(Warehouse warehouse, int atOnce, int backlog) {
        this.warehouse = warehouse;
        this.workers =
                new ThreadPoolExecutor(atOnce, atOnce, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(backlog), task -> {
                    Thread thread = new Thread(task, "shipping");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Asks for an order to be shipped; done when it has been. A caller that stops waiting does not stop the shipping.
     *
     * @throws RejectedExecutionException if the backlog is full
     */
    public Future<?> ship(Order order) {
        return workers.submit(() -> warehouse.ship(order));
    }

    /** Orders that wait or are in work. */
    public long depth() {
        return workers.getQueue().size() + workers.getActiveCount();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
