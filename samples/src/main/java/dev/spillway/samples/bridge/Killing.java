/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.bridge;

import dev.spillway.samples.load.RunClock;
import dev.spillway.samples.load.Window;
import dev.spillway.samples.process.JavaProcess;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/** Runs the bridge, kills it and runs it again, as the scenario says. */
final class Killing implements Callable<Void>, AutoCloseable {

    private static final int POLL_MILLIS = 20;

    private final BridgeScenario scenario;
    private final BridgeProcess bridge;
    private final RunClock clock;
    private final LongSupplier moved;
    private final List<Window> outages = new CopyOnWriteArrayList<>();
    private volatile String state = "up";
    private volatile JavaProcess process;

    /**
     * Starts the bridge and returns when it has.
     *
     * @param moved how much has crossed the bridge
     */
    Killing(BridgeScenario scenario, BridgeProcess bridge, RunClock clock, LongSupplier moved) throws Exception {
        this.scenario = scenario;
        this.bridge = bridge;
        this.clock = clock;
        this.moved = moved;
        this.process = bridge.start();
        BridgeProcess.awaitStarted(process);
    }

    /** Returns after the last kill, when a bridge is up again. */
    @Override
    public Void call() throws Exception {
        long due = scenario.firstKill().toNanos();
        for (int kill = 1; kill <= scenario.kills(); kill++) {
            awaitMovement(due);
            due = clock.nanos() + scenario.killEvery().toNanos();
            kill(kill);
        }
        return null;
    }

    /** What the bridge does now. */
    String state() {
        return state;
    }

    /** From each kill until the next bridge had started. */
    List<Window> outages() {
        return List.copyOf(outages);
    }

    @Override
    public void close() {
        process.kill();
    }

    /** Waits until then, and until something has crossed the bridge since now: killed idle, it would have nothing to lose. */
    private void awaitMovement(long due) throws InterruptedException {
        long before = moved.getAsLong();
        while (clock.nanos() < due || moved.getAsLong() == before) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private void kill(int number) throws Exception {
        long from = clock.nanos();
        process.kill();
        state = "killed";
        Thread.sleep(scenario.down().toMillis());
        state = "starts";
        process = bridge.start();
        BridgeProcess.awaitStarted(process);
        state = "up";
        outages.add(new Window("kill " + number, from, clock.nanos()));
    }
}
