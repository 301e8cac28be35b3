/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.function.Function;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.jspecify.annotations.Nullable;

/**
 * Hears of each message that leaves a queue, whoever takes it away (SQS receivers, clients of other protocols, the
 * broker's expiry, an administrator), so that its record of receives goes too.
 */
final class Acknowledgements implements ActiveMQServerMessagePlugin {

    private final Function<Queue, @Nullable ReceiveJournal> journals;

    /** @param journals the journal of a queue, if it is one that SQS clients see */
    Acknowledgements(Function<Queue, @Nullable ReceiveJournal> journals) {
        this.journals = journals;
    }

    @Override
    public void messageAcknowledged(
            @Nullable Transaction transaction,
            MessageReference reference,
            AckReason reason,
            @Nullable ServerConsumer consumer) {
        if (!reference.isPaged()) {
            return;
        }
        ReceiveJournal journal = journals.apply(reference.getQueue());
        if (journal == null) {
            return;
        }
        if (transaction == null) {
            journal.forget(reference);
        } else {
            transaction.addOperation(new TransactionOperationAbstract() {
                @Override
                public void afterCommit(Transaction committed) {
                    journal.forget(reference);
                }
            });
        }
    }
}
