/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.SentMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;

/** Sends to a standard queue, each for itself. */
final class StandardSends extends Sends {

    private final Commit commit;
    private final StoredMessages messages;

    StandardSends(ActiveMQServer server, Queue queue, StoredMessages messages) {
        super(server, queue);
        this.commit = new Commit(server);
        this.messages = messages;
    }

    @Override
    CompletableFuture<List<SentMessage>> send(List<NewMessage> batch) {
        return commit.durably(() -> store(batch))
                .thenApply(stored -> batch.stream()
                        .map(message -> new SentMessage(message.id(), null))
                        .toList());
    }

    private void store(List<NewMessage> batch) throws Exception {
        requireRoom();
        if (batch.size() == 1) {
            route(messages.toStored(batch.get(0)), null);
            return;
        }
        TransactionImpl transaction = new TransactionImpl(server.getStorageManager());
        try {
            for (NewMessage message : batch) {
                route(messages.toStored(message), transaction);
            }
            transaction.commit();
        } catch (Exception e) {
            transaction.rollback();
            throw e;
        }
    }
}
