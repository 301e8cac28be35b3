/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.spike;

import dev.spillway.samples.buying.BuyingService;
import dev.spillway.samples.buying.ShippingGateway;
import dev.spillway.samples.ledger.Ledger;
import dev.spillway.samples.ledger.RunResult;
import dev.spillway.samples.ledger.Sample;
import dev.spillway.samples.ledger.Shipment;
import dev.spillway.samples.load.OpenLoop;
import dev.spillway.samples.load.RunClock;
import dev.spillway.samples.order.Order;
import dev.spillway.samples.shipping.Warehouse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One run: the orders arrive by the schedule, and it ends when all are answered and what was accepted is shipped. */
final class SpikeRun {

    private static final Duration SAMPLE_EVERY = Duration.ofMillis(50);

    private final SpikeScenario scenario;
    private final List<Order> orders;
    private final Consumer<Sample> watcher;

    /** @param watcher shown the counters every 50 ms, from one thread */
    SpikeRun(SpikeScenario scenario, List<Order> orders, Consumer<Sample> watcher) {
        this.scenario = scenario;
        this.orders = orders;
        this.watcher = watcher;
    }

    /** Connects the two services. */
    @FunctionalInterface
    interface WiringFactory {
        Wiring open(SpikeScenario scenario, Warehouse warehouse, Ledger ledger) throws Exception;
    }

    RunResult run(String name, WiringFactory factory) throws Exception {
        RunClock clock = new RunClock();
        Ledger ledger = new Ledger();
        Warehouse warehouse =
                new Warehouse(scenario.serviceTime(), order -> ledger.shipped(new Shipment(order.id(), clock.nanos())));
        List<Sample> samples = new CopyOnWriteArrayList<>();
        ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
        try (Wiring wiring = factory.open(scenario, warehouse, ledger);
                BuyingService buying = new BuyingService(gateways(wiring), ledger, clock)) {
            List<Long> arrivals = scenario.schedule().arrivals();
            clock.start();
            sampler.scheduleAtFixedRate(
                    () -> sample(clock, ledger, wiring, samples), 0, SAMPLE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            OpenLoop.offer(orders, arrivals, clock, buying::arrived);
            awaitDrained(clock, ledger);
            sampler.shutdown();
            if (!sampler.awaitTermination(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The sampler did not end within 5 s");
            }
            sample(clock, ledger, wiring, samples);
            Thread.sleep(scenario.settle().toMillis());
        } finally {
            sampler.shutdownNow();
        }
        return new RunResult(
                name, scenario.schedule().spike(), orders.size(), ledger.answers(), ledger.shipments(), samples);
    }

    private List<ShippingGateway> gateways(Wiring wiring) throws Exception {
        List<ShippingGateway> gateways = new ArrayList<>();
        for (int i = 0; i < scenario.requestThreads(); i++) {
            gateways.add(wiring.connect());
        }
        return gateways;
    }

    private void sample(RunClock clock, Ledger ledger, Wiring wiring, List<Sample> samples) {
        long now = clock.nanos();
        Sample sample = ledger.sample(now, scenario.schedule().phaseAt(now), wiring.depth());
        samples.add(sample);
        watcher.accept(sample);
    }

    /** The schedule is seen through to its end even if nothing arrives any more. */
    private void awaitDrained(RunClock clock, Ledger ledger) throws InterruptedException {
        long end = scenario.schedule().length().toNanos();
        long limit = end + scenario.drainLimit().toNanos();
        while (clock.nanos() < end || clock.nanos() < limit && !(ledger.allAnswered() && ledger.allAcceptedShipped())) {
            Thread.sleep(20);
        }
    }
}
