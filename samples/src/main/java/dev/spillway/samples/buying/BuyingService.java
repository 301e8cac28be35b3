/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.buying;

import dev.spillway.samples.ledger.Answer;
import dev.spillway.samples.ledger.Ledger;
import dev.spillway.samples.ledger.Refusal;
import dev.spillway.samples.load.RunClock;
import dev.spillway.samples.order.Order;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The buying service as a synchronous server: a request thread takes an order, hands it to shipping and answers the customer.
 * An order that finds no free thread waits for one, and that wait is part of its response time.
 */
public final class BuyingService implements AutoCloseable {

    private final ExecutorService requestThreads;
    private final BlockingQueue<ShippingGateway> gateways;
    private final Ledger ledger;
    private final RunClock clock;

    /**
     * @param gateways a way to shipping for each request thread: so many orders can be in hand at once; closed with this
     * @param ledger told of each order and each answer
     */
    public BuyingService(List<ShippingGateway> gateways, Ledger ledger, RunClock clock) {
        this.gateways = new LinkedBlockingQueue<>(gateways);
        this.requestThreads = Executors.newFixedThreadPool(gateways.size(), task -> {
            Thread thread = new Thread(task, "buying");
            thread.setDaemon(true);
            return thread;
        });
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Takes an order without waiting for its answer. */
    public void arrived(Order order, long scheduledNanos) {
        ledger.offered();
        requestThreads.execute(() -> handle(order, scheduledNanos));
    }

    /** Ends the request threads, then their ways to shipping. */
    @Override
    public void close() throws Exception {
        requestThreads.shutdownNow();
        if (!requestThreads.awaitTermination(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The buying service's request threads did not end within 10 s");
        }
        for (ShippingGateway gateway : gateways) {
            gateway.close();
        }
    }

    private void handle(Order order, long scheduledNanos) {
        try {
            ShippingGateway gateway = gateways.take();
            Refusal refusal;
            try {
                refusal = place(gateway, order);
            } finally {
                gateways.add(gateway);
            }
            ledger.answered(new Answer(order.id(), scheduledNanos, clock.nanos(), refusal));
        } catch (InterruptedException e) {
            // Closed while the order was in hand: its customer gets no answer any more.
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable Refusal place(ShippingGateway gateway, Order order) throws InterruptedException {
        try {
            gateway.place(order);
            return null;
        } catch (OrderRefusedException e) {
            return e.refusal();
        }
    }
}
