/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.sqs.BatchEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * What became of the entries of a batch, each by itself.
 *
 * @param passed the entries that were not refused, in their order, each with what was made of it
 * @param failed the others
 */
record BatchOutcome<E, R>(List<Passed<E, R>> passed, List<BatchResultErrorEntry> failed) {

    record Passed<E, R>(E entry, R result) {}

    /** Tries each entry; one that is refused, by an exception of the service, fails alone. */
    static <E, R> BatchOutcome<E, R> of(List<E> entries, Function<E, String> idOf, Function<E, R> attempt) {
        List<Passed<E, R>> passed = new ArrayList<>(entries.size());
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (E entry : entries) {
            try {
                passed.add(new Passed<>(entry, attempt.apply(entry)));
            } catch (SqsException e) {
                failed.add(BatchEntries.failed(idOf.apply(entry), e));
            }
        }
        return new BatchOutcome<>(passed, failed);
    }
}
