/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The moments at which orders arrive, fixed before the run: phases one after the other, evenly spaced within each. */
public record ArrivalSchedule(List<Phase> phases) {

    public ArrivalSchedule {
        phases = List.copyOf(phases);
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("there is no phase, there should be at least one");
        }
    }

    /** One arrival an order, in nanoseconds after the start, ascending. */
    public List<Long> arrivals() {
        List<Long> arrivals = new ArrayList<>(count());
        long start = 0;
        for (Phase phase : phases) {
            for (int i = 0; i < phase.arrivals(); i++) {
                arrivals.add(start + i * 1_000_000_000L / phase.perSecond());
            }
            start += phase.length().toNanos();
        }
        return arrivals;
    }

    /** How many orders arrive in all. */
    public int count() {
        return phases.stream().mapToInt(Phase::arrivals).sum();
    }

    /** When the last phase ends. */
    public Duration length() {
        return phases.stream().map(Phase::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** The phase with the highest rate, the first of equals. */
    public Window spike() {
        Phase spike = phases.get(0);
        Duration start = Duration.ZERO;
        Duration spikeStart = start;
        for (Phase phase : phases) {
            if (phase.perSecond() > spike.perSecond()) {
                spike = phase;
                spikeStart = start;
            }
            start = start.plus(phase.length());
        }
        return new Window(
                spike.name(),
                spikeStart.toNanos(),
                spikeStart.plus(spike.length()).toNanos());
    }

    /** The name of the phase at that time; {@code drain} once the last one is over. */
    public String phaseAt(long nanos) {
        long end = 0;
        for (Phase phase : phases) {
            end += phase.length().toNanos();
            if (nanos < end) {
                return phase.name();
            }
        }
        return "drain";
    }
}
