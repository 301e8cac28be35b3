/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.sqs.batch.Batcher;
import dev.spillway.jms.sqs.batch.DeleteBatch;
import dev.spillway.jms.sqs.batch.VisibilityBatch;
import dev.spillway.jms.sqs.batch.VisibilityChange;
import dev.spillway.jms.sqs.queue.QueueUrls;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The grouped requests to one queue; shared by the connections of a factory. */
final class QueueChannel {

    private static final int MAX_FLIGHTS = 8;
    /** As long as the messages of one answer take that are handled quickly. */
    private static final Duration SOON = Duration.ofMillis(20);

    private static final Duration LAZY = Duration.ofSeconds(1);

    final String queue;
    final QueueUrls urls;
    /** Where payloads that are too large go; {@code null} for nowhere. */
    final @Nullable Offloading offloading;

    final UnseenReceives unseen = new UnseenReceives();

    final BatchingSender sender;
    /** Deletes that go at once. */
    final Batcher<String, Void> deletes;
    /** Deletes that wait until a batch is full, or for {@link #SOON}: nobody waits for them. */
    final Batcher<String, Void> soonDeletes;
    /** Deletes that wait until a batch is full, or for a second. */
    final Batcher<String, Void> lazyDeletes;

    final Batcher<VisibilityChange, Void> visibility;

    QueueChannel(
            QueueUrls urls,
            String queue,
            SqsSettings settings,
            ScheduledExecutorService timer,
            @Nullable Offloading offloading) {
        this.offloading = offloading;
        this.queue = queue;
        this.urls = urls;
        this.sender = new BatchingSender(urls, queue, settings, timer, System::nanoTime, offloading);
        DeleteBatch delete = new DeleteBatch(urls, queue);
        int size = settings.batchSize();
        this.deletes = new Batcher<>(delete, size, MAX_FLIGHTS, Duration.ZERO, timer, System::nanoTime);
        this.soonDeletes = new Batcher<>(delete, size, MAX_FLIGHTS, SOON, timer, System::nanoTime);
        this.lazyDeletes = new Batcher<>(delete, size, MAX_FLIGHTS, LAZY, timer, System::nanoTime);
        this.visibility = new Batcher<>(
                new VisibilityBatch(urls, queue), size, MAX_FLIGHTS, Duration.ZERO, timer, System::nanoTime);
    }

    /** Lets the deletes that wait for others go. */
    void hurry() {
        soonDeletes.hurry();
        lazyDeletes.hurry();
    }

    /** Ends all that waits for a request, and all that comes later, with a failure. */
    void close(JMSException reason) {
        sender.close(reason);
        deletes.close(reason);
        soonDeletes.close(reason);
        lazyDeletes.close(reason);
        visibility.close(reason);
    }
}
