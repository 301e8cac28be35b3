/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.load;

/** A named stretch of a run, in nanoseconds after its start: from inclusive, to exclusive. */
public record Window(String name, long from, long to) {

    public boolean contains(long nanos) {
        return nanos >= from && nanos < to;
    }

    public double seconds() {
        return (to - from) / 1e9;
    }
}
