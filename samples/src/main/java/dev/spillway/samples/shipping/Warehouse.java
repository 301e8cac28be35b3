/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.shipping;

import dev.spillway.samples.order.Order;
import java.time.Duration;
import java.util.function.Consumer;

/** Where an order is shipped. Takes a fixed time for each; how many at once, the caller decides. */
public final class Warehouse {

    private final Duration serviceTime;
    private final Consumer<Order> shipped;

    /**
     * @param serviceTime how long the shipping of one order takes
     * @param shipped told of each order when it has been shipped, from any thread
     */
    public Warehouse(Duration serviceTime, Consumer<Order> shipped) {
        this.serviceTime = serviceTime;
        this.shipped = shipped;
    }

    /** Returns when the order has been shipped. */
    void ship(Order order) {
        try {
            Thread.sleep(serviceTime.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Shipping of order " + order.id() + " was stopped", e);
        }
        shipped.accept(order);
    }
}
