/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.load;

/** The time of a run: nanoseconds after its start, by the machine's monotonic clock; 0 until it starts. */
public final class RunClock {

    private volatile long start;
    private volatile boolean started;

    /** The run starts now. To be called once, before the first order is offered. */
    public void start() {
        start = System.nanoTime();
        started = true;
    }

    public long nanos() {
        return started ? System.nanoTime() - start : 0;
    }
}
