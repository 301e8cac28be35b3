/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Response times in nanoseconds, all of them kept: a run has some thousand orders. */
public final class ResponseTimes {

    private final long[] sorted;

    private ResponseTimes(long[] sorted) {
        this.sorted = sorted;
    }

    public static ResponseTimes of(LongStream nanos) {
        return new ResponseTimes(nanos.sorted().toArray());
    }

    /** Empty if nothing was measured. */
    public OptionalLong median() {
        return percentile(50);
    }

    /** Empty if nothing was measured. */
    public OptionalLong p99() {
        return percentile(99);
    }

    /** The smallest time that so many percent of all did not exceed (nearest rank). */
    OptionalLong percentile(int percent) {
        if (sorted.length == 0) {
            return OptionalLong.empty();
        }
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return OptionalLong.of(sorted[Math.max(rank, 1) - 1]);
    }
}
