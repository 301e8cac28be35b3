/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * How many messages a worker asks for at once. It begins with one, and asks for twice as many as long as the queue gives all
 * that is asked for, so that a backlog goes in large batches, and what comes alone is not held up by a poll for more. What was
 * received before it asks for alone: it may be what a bridge died of, and each death costs everything that is held a
 * receive. Once a receive of any worker has brought nothing, all ask with one request again. Used by one thread.
 */
final class ReceiveSize {

    /** The most messages that SQS gives for a request. */
    static final int MAX_MESSAGES = 10;

    /** Characters of bodies that are held at once, roughly. */
    static final long MAX_CHARACTERS = 8_388_608;

    private final int each;
    private final int most;
    private final Backlog backlog;
    private int asked = 1;
    private long ends;

    /**
     * @param batchSize the most at once
     * @param payloads whether messages may stand for larger ones: then one request's are enough
     * @param backlog what the workers of the route have found of the queue
     */
    ReceiveSize(int batchSize, boolean payloads, Backlog backlog) {
        this.backlog = backlog;
        this.ends = backlog.ends();
        this.each = Math.min(MAX_MESSAGES, batchSize);
        this.most = payloads ? each : batchSize / each * each;
    }

    /** How many requests to make. */
    int requests() {
        if (backlog.ends() != ends) {
            ends = backlog.ends();
            asked = Math.min(asked, each);
        }
        return Math.max(1, asked / each);
    }

    /** How many messages to ask for with each. */
    int eachRequest() {
        return Math.min(each, asked);
    }

    /** What these requests brought. */
    void received(List<Message> messages) {
        long characters =
                messages.stream().mapToLong(message -> message.body().length()).sum();
        if (messages.stream().anyMatch(ReceiveSize::wasReceivedBefore)) {
            beginAgain();
        } else if (messages.size() < each || characters > MAX_CHARACTERS) {
            asked = each;
        } else if (messages.size() < asked) {
            asked = messages.size() / each * each;
        } else if (2 * characters <= MAX_CHARACTERS) {
            asked = Math.min(most, 2 * asked);
        }
    }

    /** As a worker that has just started. */
    void beginAgain() {
        asked = 1;
    }

    private static boolean wasReceivedBefore(Message message) {
        String count = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        return count != null && !count.equals("1");
    }
}
