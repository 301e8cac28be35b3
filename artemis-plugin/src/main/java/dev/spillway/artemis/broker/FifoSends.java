/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.SentMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to a FIFO queue, one after another: the order of the calls, of the sequence numbers, and of the messages in the
 * queue is the same. No call waits for the disk meanwhile.
 */
final class FifoSends extends Sends {

    private static final Logger log = LoggerFactory.getLogger(FifoSends.class);

    private final Commit commit;
    private final StoredMessages messages;
    private final DeduplicationJournal journal;

    /** Used by the ordered commit's operations only, which don't overlap. */
    private final DeduplicationWindow window = new DeduplicationWindow();

    private final QueueDelay delay;
    private final RecentSends recent = new RecentSends();

    FifoSends(ActiveMQServer server, Queue queue, StoredMessages messages, QueueDelay delay) {
        super(server, queue);
        this.commit = Commit.ordered(server);
        this.messages = messages;
        this.delay = delay;
        this.journal = new DeduplicationJournal(server, queue.getID());
        journal.load().forEach(window::add);
        if (hasDelay()) {
            countRecent();
        }
    }

    private boolean hasDelay() {
        return delay.sentUntil() != Long.MAX_VALUE;
    }

    /** The broker was started anew: what was sent before is in the queue. */
    private void countRecent() {
        try (LinkedListIterator<MessageReference> references = queue.iterator()) {
            while (references.hasNext()) {
                recent.add(StoredMessages.sentAt(references.next().getMessage()), 1);
            }
        }
    }

    @Override
    CompletableFuture<List<SentMessage>> send(List<NewMessage> batch) {
        List<SentMessage> sent = new ArrayList<>(batch.size());
        // A duplicate's answer waits for its original too: whatever came before it in this order.
        return commit.durably(() -> store(batch, sent)).thenApply(stored -> sent);
    }

    private void store(List<NewMessage> batch, List<SentMessage> sent) throws Exception {
        requireRoom();
        List<Original> originals = new ArrayList<>(batch.size());
        TransactionImpl transaction = new TransactionImpl(server.getStorageManager());
        int stores = 0;
        try {
            for (NewMessage message : batch) {
                NewMessage.Deduplication deduplication = message.deduplication();
                DeduplicationKey key = deduplication == null ? null : DeduplicationKey.of(deduplication);
                Original original = key == null ? null : window.find(key, message.sentAt());
                if (original == null) {
                    Message stored = messages.toStored(message);
                    original = Original.of(key, message, stored.getMessageID());
                    route(stored, transaction);
                    stores++;
                    if (key != null) {
                        window.add(original);
                        originals.add(original);
                    }
                }
                sent.add(original.asSent());
            }
            if (stores > 0) {
                journal.store(transaction, originals);
                transaction.commit();
                recent.add(batch.get(0).sentAt(), stores);
            }
        } catch (Exception e) {
            originals.forEach(window::remove);
            transaction.rollback();
            throw e;
        }
    }

    @Override
    long hidden() {
        return hasDelay() ? recent.since(delay.sentUntil() + 1) : 0;
    }

    @Override
    void purged() {
        recent.clear();
    }

    @Override
    void sweep() {
        var unused = commit.durably(() -> {
                    long before = System.currentTimeMillis() - DeduplicationWindow.MILLIS;
                    window.expire(before);
                    journal.expire(before);
                })
                .exceptionally(failure -> {
                    log.warn("Could not forget old deduplication ids of queue {}", queue.getName(), failure);
                    return null;
                });
    }

    @Override
    void forget() {
        var unused = commit.durably(() -> {
                    window.expire(Long.MAX_VALUE);
                    journal.expire(Long.MAX_VALUE);
                })
                .exceptionally(failure -> {
                    log.warn("Could not forget the deduplication ids of queue {}", queue.getName(), failure);
                    return null;
                });
    }
}
