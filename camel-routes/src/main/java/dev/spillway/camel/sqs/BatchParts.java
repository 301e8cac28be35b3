/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** What goes with one batch request each time. */
final class BatchParts {

    /** The most entries that SQS takes in a batch. */
    static final int MAX_ENTRIES = 10;

    private BatchParts() {}

    /** All of them, in order, as many in each part as SQS takes. */
    static <T> List<List<T>> of(Collection<T> entries) {
        List<T> all = new ArrayList<>(entries);
        return IntStream.range(0, (all.size() + MAX_ENTRIES - 1) / MAX_ENTRIES)
                .mapToObj(part -> all.subList(part * MAX_ENTRIES, Math.min(all.size(), (part + 1) * MAX_ENTRIES)))
                .toList();
    }
}
