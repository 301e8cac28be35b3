/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.SentMessage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.jspecify.annotations.Nullable;

/** How messages come into a queue: what a standard queue and a FIFO queue do differently. */
abstract class Sends {

    final ActiveMQServer server;
    final Queue queue;

    Sends(ActiveMQServer server, Queue queue) {
        this.server = server;
        this.queue = queue;
    }

    /** Stores the messages in this order, all or none; complete once they are on disk. */
    abstract CompletableFuture<List<SentMessage>> send(List<NewMessage> batch);

    /** How many messages the queue hides of itself, of those that went through here; not those that Artemis hides. */
    long hidden() {
        return 0;
    }

    /** The queue was emptied. */
    void purged() {}

    /** Forgets what is past its time. */
    void sweep() {}

    /** The queue is being deleted: forgets everything. */
    void forget() {}

    final void requireRoom() throws IOException {
        if (server.getPagingManager().isDiskFull()) {
            throw new IOException("the broker's disk is full");
        }
    }

    final void route(Message message, @Nullable TransactionImpl transaction) throws Exception {
        RoutingStatus status = server.getPostOffice().route(message, transaction, false);
        if (status != RoutingStatus.OK) {
            throw new IllegalStateException("queue " + queue.getName() + " takes no messages: " + status);
        }
    }
}
