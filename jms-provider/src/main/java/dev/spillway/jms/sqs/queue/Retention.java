/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.queue;

import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** For how long a queue keeps messages; asked for once, when a message is first delayed for long. */
public final class Retention {

    private final QueueUrls urls;
    private final String queue;
    private volatile @Nullable CompletableFuture<Duration> known;

    public Retention(QueueUrls urls, String queue) {
        this.urls = urls;
        this.queue = queue;
    }

    /** Fails if the queue would drop a message before its delay is over; it doesn't if the queue may not be asked. */
    public CompletableFuture<Void> check(long delayMillis) {
        CompletableFuture<Duration> retention = known;
        if (retention == null) {
            retention = urls.find(queue)
                    .thenCompose(target -> target.client()
                            .getQueueAttributes(request -> request.queueUrl(target.url())
                                    .attributeNames(QueueAttributeName.MESSAGE_RETENTION_PERIOD)))
                    .thenApply(answer -> Duration.ofSeconds(
                            Long.parseLong(answer.attributes().get(QueueAttributeName.MESSAGE_RETENTION_PERIOD))))
                    .exceptionally(failure -> Duration.ofMillis(Long.MAX_VALUE));
            known = retention;
        }
        return retention.thenCompose(kept -> delayMillis < kept.toMillis()
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(
                        new JMSException("a delivery delay of " + delayMillis + " ms is too long"
                                + " for queue '" + queue + "', which keeps messages for " + kept.toSeconds()
                                + " s (its MessageRetentionPeriod) and drops them then")));
    }
}
