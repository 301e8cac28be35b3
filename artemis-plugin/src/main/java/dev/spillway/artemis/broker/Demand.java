/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import io.netty.util.Timer;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.activemq.artemis.core.server.HandleStatus;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;

/** The consumer of a queue that takes messages only while a receive waits for them: SQS's pull on Artemis's push. */
final class Demand extends QueueConsumer {

    Demand(Queue queue, long id, InFlight inFlight, Disposal disposal, Timer timer, Executor answers) {
        super(queue, id, inFlight, disposal, timer, answers);
    }

    @Override
    void expect(PendingReceive receive) {
        waiting.add(receive);
    }

    @Override
    public HandleStatus handle(MessageReference reference) {
        if (disposal.isDue(reference)) {
            reference.handled();
            queue.getExecutor().execute(() -> disposal.dispose(reference));
            return HandleStatus.HANDLED;
        }
        synchronized (this) {
            PendingReceive receive = waiting.peekFirst();
            if (receive == null) {
                return HandleStatus.BUSY;
            }
            if (disposal.isDeadLetter(reference)) {
                reference.handled();
                queue.getExecutor().execute(() -> disposal.deadLetter(reference));
                return HandleStatus.HANDLED;
            }
            if (!StoredMessages.isReadable(reference)) {
                return HandleStatus.NO_MATCH;
            }
            reference.handled();
            reference.setConsumerId(id);
            reference.incrementDeliveryCount();
            receive.leases.add(inFlight.enter(reference));
            if (receive.leases.size() == receive.max) {
                waiting.removeFirst();
                receive.done = true;
                answerElsewhere(receive);
            } else if (receive.parked && receive.leases.size() == 1) {
                // What else this delivery brings goes into the same answer.
                queue.getExecutor().execute(() -> delivered(receive));
            }
        }
        return HandleStatus.HANDLED;
    }

    @Override
    void delivered(PendingReceive receive) {
        synchronized (this) {
            if (receive.done) {
                return;
            }
            if (receive.leases.isEmpty() && receive.waitMillis > 0 && !receive.parked) {
                receive.parked = true;
                limit(receive);
                return;
            }
        }
        end(receive);
    }

    @Override
    public void giveBack(MessageReference reference) throws Exception {
        reference.emptyConsumerID();
        queue.cancel(reference, System.currentTimeMillis());
    }

    @Override
    public void deleted(Collection<MessageReference> references) {
        // Nothing waits for them to go.
    }

    @Override
    public void settingsChanged() {
        // A message has a delay of its own, whatever its queue's is later.
    }

    @Override
    public int held() {
        return 0;
    }

    @Override
    public List<MessageReference> takeHeld() {
        return List.of();
    }

    @Override
    public boolean isHeld(long message) {
        return false;
    }

    @Override
    public void sweep(boolean retained, long idleNanos) throws Exception {
        if (retained) {
            // A delivery sees messages that are past their retention, and drops them.
            attach();
            queue.deliverAsync();
        } else if (isIdle(idleNanos)) {
            detach();
        }
    }

    @Override
    void leaving() {
        // It holds nothing.
    }
}
