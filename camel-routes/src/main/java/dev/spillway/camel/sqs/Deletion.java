/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Deletes messages that crossed, again and again while they are hidden: what is not deleted by then comes again, and crosses
 * a second time.
 *
 * @param hidden whether the messages still are
 */
record Deletion(SqsAsyncClient client, String queueUrl, BooleanSupplier hidden) {

    private static final Logger LOG = LoggerFactory.getLogger(Deletion.class);

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long MAX_PAUSE_MILLIS = 5_000;

    /**
     * Returns those that are deleted, once all are or can't be; those that can't are logged.
     *
     * @param numbers of the messages to delete; those that are deleted are removed, here and below
     * @param held messages by their numbers
     * @throws InterruptedException if the thread is interrupted while it waits to try again
     */
    Set<Integer> of(Set<Integer> numbers, Map<Integer, Message> held) throws InterruptedException {
        Set<Integer> deleted = new HashSet<>();
        long pause = FIRST_PAUSE_MILLIS;
        for (String failure = attempt(numbers, held, deleted);
                !numbers.isEmpty();
                failure = attempt(numbers, held, deleted)) {
            if (!hidden.getAsBoolean()) {
                LOG.warn(
                        "{} messages of {} crossed and were not deleted, they will come again: {}",
                        numbers.size(),
                        queueUrl,
                        failure);
                return deleted;
            }
            if (pause == FIRST_PAUSE_MILLIS) {
                LOG.warn(
                        "deleting {} messages of {}, which crossed, is tried again: {}",
                        numbers.size(),
                        queueUrl,
                        failure);
            }
            TimeUnit.MILLISECONDS.sleep(pause);
            pause = Math.min(2 * pause, MAX_PAUSE_MILLIS);
        }
        return deleted;
    }

    /** Returns why some are left, if some are. */
    private String attempt(Set<Integer> numbers, Map<Integer, Message> held, Set<Integer> gone) {
        List<CompletableFuture<DeleteMessageBatchResponse>> answers =
                BatchParts.of(numbers).stream().map(part -> delete(part, held)).toList();
        String reason = "the answer lacks them";
        for (CompletableFuture<DeleteMessageBatchResponse> answer : answers) {
            try {
                reason = settle(answer.join(), numbers, held, gone).orElse(reason);
            } catch (RuntimeException failure) {
                reason = SqsFailures.unwrap(failure).toString();
            }
        }
        return reason;
    }

    private CompletableFuture<DeleteMessageBatchResponse> delete(List<Integer> numbers, Map<Integer, Message> held) {
        List<DeleteMessageBatchRequestEntry> entries = numbers.stream()
                .map(number -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(number))
                        .receiptHandle(Objects.requireNonNull(held.get(number)).receiptHandle())
                        .build())
                .toList();
        try {
            return client.deleteMessageBatch(
                    request -> request.queueUrl(queueUrl).entries(entries));
        } catch (IllegalStateException closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    /** Returns why one of these is left, if it is told. */
    private Optional<String> settle(
            DeleteMessageBatchResponse answer, Set<Integer> numbers, Map<Integer, Message> held, Set<Integer> gone) {
        for (DeleteMessageBatchResultEntry deleted : answer.successful()) {
            numbers.remove(Integer.valueOf(deleted.id()));
            held.remove(Integer.valueOf(deleted.id()));
            gone.add(Integer.valueOf(deleted.id()));
        }
        Optional<String> left = Optional.empty();
        for (BatchResultErrorEntry failed : answer.failed()) {
            String reason = SqsFailures.reason(failed);
            if (Boolean.TRUE.equals(failed.senderFault())) { // the receipt is no longer good, and will not be
                LOG.warn("a message of {} crossed and can't be deleted, it may come again: {}", queueUrl, reason);
                numbers.remove(Integer.valueOf(failed.id()));
                held.remove(Integer.valueOf(failed.id()));
            } else {
                left = Optional.of(reason);
            }
        }
        return left;
    }
}
