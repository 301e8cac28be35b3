/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.batch;

import dev.spillway.jms.sqs.client.AwsErrors;
import dev.spillway.jms.sqs.queue.KnownQueue;
import dev.spillway.jms.sqs.queue.QueueUrls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One batch request about messages that were received, whose successful entries are answered with nothing.
 *
 * @param <T> what is asked for one message
 * @param <E> the same in the request
 */
abstract class ReceiptBatch<T, E> implements Batcher.Call<T, Void> {

    final String action;
    private final QueueUrls urls;
    private final String queue;

    /** @param action what is done, as an error names it */
    ReceiptBatch(QueueUrls urls, String queue, String action) {
        this.urls = urls;
        this.queue = queue;
        this.action = action;
    }

    abstract E entry(String id, T value);

    abstract CompletableFuture<List<Outcome<Void>>> send(KnownQueue target, List<E> entries);

    @Override
    public final CompletableFuture<List<Outcome<Void>>> of(List<T> values) {
        List<E> entries = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            entries.add(entry(Integer.toString(i), values.get(i)));
        }
        return urls.find(queue)
                .thenCompose(target -> send(target, entries))
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        AwsErrors.of(action, failure).exception()));
    }
}
