/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.bridge;

import dev.spillway.samples.ledger.Confirmation;
import dev.spillway.samples.ledger.Placement;
import dev.spillway.samples.ledger.RoundTripResult;
import dev.spillway.samples.ledger.RoundTripSample;
import dev.spillway.samples.ledger.RoundTrips;
import dev.spillway.samples.ledger.Shipment;
import dev.spillway.samples.load.OpenLoop;
import dev.spillway.samples.load.RunClock;
import dev.spillway.samples.order.Order;
import dev.spillway.samples.ordering.OrderingApplication;
import dev.spillway.samples.shipping.ShippingListeners;
import dev.spillway.samples.shipping.Warehouse;
import dev.spillway.samples.story.StoryFailedException;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One run: orders are placed by the schedule while the bridge is killed, and it ends when all have been confirmed. */
final class BridgeRun {

    private static final String ORDERS = "orders";
    private static final String REPLIES = "replies";
    private static final Duration SAMPLE_EVERY = Duration.ofMillis(100);

    private static final int POLL_MILLIS = 20;

    private final BridgeScenario scenario;
    private final List<Order> orders;
    private final Consumer<RoundTripSample> watcher;
    private final RunClock clock = new RunClock();
    private final RoundTrips ledger = new RoundTrips();
    private final List<RoundTripSample> samples = new CopyOnWriteArrayList<>();

    /** @param watcher shown the counters every 100 ms, from one thread */
    BridgeRun(BridgeScenario scenario, List<Order> orders, Consumer<RoundTripSample> watcher) {
        this.scenario = scenario;
        this.orders = orders;
        this.watcher = watcher;
    }

    /**
     * @param broker of the ordering application
     * @param sqs of shipping
     * @param bridge between them
     */
    RoundTripResult run(ConnectionFactory broker, ConnectionFactory sqs, BridgeProcess bridge) throws Exception {
        Warehouse warehouse =
                new Warehouse(scenario.serviceTime(), order -> ledger.shipped(new Shipment(order.id(), clock.nanos())));
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        try (ShippingListeners shipping = ShippingListeners.start(sqs, ORDERS + ".fifo", warehouse, scenario.atOnce());
                OrderingApplication ordering = OrderingApplication.start(
                        broker, ORDERS, REPLIES, id -> ledger.confirmed(new Confirmation(id, clock.nanos())));
                Killing killing = new Killing(scenario, bridge, clock, ledger::moved)) {
            clock.start();
            threads.scheduleAtFixedRate(() -> sample(killing), 0, SAMPLE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            Future<Void> kills = threads.submit(killing);
            OpenLoop.offer(orders, scenario.schedule().arrivals(), clock, (order, at) -> place(ordering, order));
            awaitKills(kills);
            awaitConfirmed();
            threads.shutdown();
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The sampler did not end within 5 s");
            }
            sample(killing);
            Thread.sleep(scenario.settle().toMillis());
            return ledger.result(killing.outages(), deadLettered(broker, sqs), samples);
        } finally {
            threads.shutdownNow();
        }
    }

    private void place(OrderingApplication ordering, Order order) {
        long now = clock.nanos();
        ordering.place(order);
        ledger.placed(new Placement(order.id(), order.customer(), now));
    }

    private void sample(Killing killing) {
        RoundTripSample sample = ledger.sample(clock.nanos(), killing.state());
        samples.add(sample);
        watcher.accept(sample);
    }

    private void awaitKills(Future<Void> kills) throws Exception {
        try {
            kills.get(scenario.drainLimit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new StoryFailedException(String.format(
                    Locale.ROOT,
                    "The story failed: the bridge moved nothing that it could be killed at within %d s of the last order.",
                    scenario.drainLimit().toSeconds()));
        }
    }

    private void awaitConfirmed() throws InterruptedException {
        long limit = clock.nanos() + scenario.drainLimit().toNanos();
        while (clock.nanos() < limit && !ledger.allConfirmed()) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static long deadLettered(ConnectionFactory broker, ConnectionFactory sqs) throws JMSException {
        return depth(broker, "dead-orders") + depth(broker, "DLQ") + depth(sqs, "dead-replies");
    }

    private static long depth(ConnectionFactory factory, String queue) throws JMSException {
        try (JMSContext context = factory.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue(queue))) {
            return Collections.list((Enumeration<?>) browser.getEnumeration()).size();
        }
    }
}
