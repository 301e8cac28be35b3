/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.BatchMessage;
import java.util.ArrayList;
import java.util.List;

/** What a worker received and has not settled yet, kept hidden: one batch, and more while there are suspects. Used by one thread. */
final class HeldBatches {

    private final List<ReceivedBatch> batches = new ArrayList<>();

    void add(ReceivedBatch batch) {
        batches.add(batch);
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    List<ReceivedBatch> all() {
        return batches;
    }

    /** How many messages are open. */
    int open() {
        return batches.stream().mapToInt(batch -> batch.open().size()).sum();
    }

    /** What is to be settled, in the order in which it was received. */
    Batch batch() {
        List<BatchMessage> messages = new ArrayList<>();
        batches.forEach(batch -> messages.addAll(batch.take()));
        return new Batch(messages, batches.get(0).groupsWait())
                .sentFrom(batches.stream()
                        .mapToLong(ReceivedBatch::sentFrom)
                        .min()
                        .orElse(0));
    }

    /** Those of which nothing is open any more; they are no longer here. */
    List<ReceivedBatch> takeSettled() {
        List<ReceivedBatch> settled =
                batches.stream().filter(batch -> batch.open().isEmpty()).toList();
        batches.removeAll(settled);
        return settled;
    }

    /** All; none is left here. */
    List<ReceivedBatch> takeAll() {
        List<ReceivedBatch> all = List.copyOf(batches);
        batches.clear();
        return all;
    }
}
