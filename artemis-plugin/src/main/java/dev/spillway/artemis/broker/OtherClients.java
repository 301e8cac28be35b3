/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.security.SecurityAuth;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerQueuePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the broker's other clients do to the rules of the queues: a message that they were given too often goes to
 * the dead-letter queue, none gets what is in flight since before a restart, and the record of a message's receives goes with the message, whoever takes that away (the
 * broker's expiry and administrators too). A queue that any of them deletes leaves nothing behind. None of them makes a queue at the address of one that was
 * made through the SQS API: what is sent there would come to either.
 */
final class OtherClients implements ActiveMQServerMessagePlugin, ActiveMQServerQueuePlugin {

    private final Function<Queue, @Nullable ArtemisQueue> queues;

    private final Predicate<SimpleString> ofSqs;
    private final Consumer<Queue> created;
    private final Consumer<Queue> destroyed;

    /**
     * @param queues a queue that SQS clients see, if it is one
     * @param ofSqs whether an address is that of a queue that was made through the SQS API
     * @param created is told of each queue that is new, with the broker's post office locked
     * @param destroyed is told of each queue that is gone
     */
    OtherClients(
            Function<Queue, @Nullable ArtemisQueue> queues,
            Predicate<SimpleString> ofSqs,
            Consumer<Queue> created,
            Consumer<Queue> destroyed) {
        this.queues = queues;
        this.ofSqs = ofSqs;
        this.created = created;
        this.destroyed = destroyed;
    }

    @Override
    public void beforeCreateQueue(QueueConfiguration queue) throws ActiveMQException {
        SimpleString address = queue.getAddress();
        if (queue.getRoutingType() == RoutingType.ANYCAST && !queue.getName().equals(address) && ofSqs.test(address)) {
            throw new ActiveMQIllegalStateException("Queue " + queue.getName() + " would share the address " + address
                    + " with the SQS queue of that name, and take messages from its receivers:"
                    + " give it another address, or make it a multicast queue");
        }
    }

    @Override
    public void afterCreateQueue(Queue queue) {
        created.accept(queue);
    }

    @Override
    public void afterDestroyQueue(
            Queue queue,
            SimpleString address,
            @Nullable SecurityAuth session,
            boolean checkConsumerCount,
            boolean removeConsumers,
            boolean autoDeleteAddress) {
        destroyed.accept(queue);
    }

    /** Artemis calls this with the queue locked, before it hands a message to a client. */
    @Override
    public boolean canAccept(ServerConsumer consumer, MessageReference reference) {
        if (consumer.isBrowseOnly()) {
            return true;
        }
        ArtemisQueue queue = queues.apply(reference.getQueue());
        return queue == null || !queue.withholds(reference);
    }

    @Override
    public void messageAcknowledged(
            @Nullable Transaction transaction,
            MessageReference reference,
            AckReason reason,
            @Nullable ServerConsumer consumer) {
        ArtemisQueue queue = queues.apply(reference.getQueue());
        if (queue == null) {
            return;
        }
        if (transaction == null) {
            queue.gone(reference);
        } else {
            transaction.addOperation(new TransactionOperationAbstract() {
                @Override
                public void afterCommit(Transaction committed) {
                    queue.gone(reference);
                }
            });
        }
    }
}
