/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.outage;

import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** How many messages the batches of a route had: a histogram. Safe for use by any number of threads. */
public final class BatchSizes {

    /** The most messages that a batch of each bucket has, but for the last, which has no bound. */
    public static final List<Integer> BOUNDS = List.of(1, 2, 5, 10, 20, 50, 100, 200, 500);

    private final List<LongAdder> buckets =
            Stream.generate(LongAdder::new).limit(BOUNDS.size() + 1L).toList();
    private final LongAdder messages = new LongAdder();

    void add(int size) {
        int bucket = 0;
        while (bucket < BOUNDS.size() && BOUNDS.get(bucket) < size) {
            bucket++;
        }
        buckets.get(bucket).increment();
        messages.add(size);
    }

    /** How many batches each bucket has, those of smaller ones not among them; one more bucket than there are bounds. */
    public List<Long> counts() {
        return buckets.stream().map(LongAdder::sum).toList();
    }

    /** Messages in all batches. */
    public long messages() {
        return messages.sum();
    }
}
