/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.outage.Attempts;
import dev.spillway.camel.route.BatchWorker;
import dev.spillway.camel.route.SourceLog;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Moves a queue's messages, a batch a transaction: receives, lets the route send, and commits once every message was
 * accepted, or sent to the dead-letter queue. While the target is out the transaction stays open and what is not accepted
 * yet is tried again, so that no delivery attempt of the broker is spent on it.
 */
final class JmsBatchWorker implements BatchWorker {

    private static final long RECONNECT_MILLIS = 1_000;

    private final ConsumerSettings settings;
    private final Leaving leaving;
    private final Attempts attempts;
    private final SourceLog log;
    private final CountDownLatch stopped = new CountDownLatch(1);

    JmsBatchWorker(ConsumerSettings settings, Leaving leaving, Attempts attempts) {
        this.settings = settings;
        this.leaving = leaving;
        this.attempts = attempts;
        this.log = new SourceLog("queue '" + settings.queue() + "'");
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public void run() {
        try {
            do {
                consume();
            } while (!stopped.await(RECONNECT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the worker is stopped or the broker fails; then what was not committed is the broker's again. */
    private void consume() throws InterruptedException {
        try (JmsLink link = JmsLink.open(settings)) {
            attempts.figures().connect();
            try {
                while (stopped.getCount() > 0) {
                    moveBatch(link);
                }
            } finally {
                attempts.figures().disconnect();
            }
        } catch (JMSException | RuntimeException | Error e) {
            attempts.figures().sourceFailure();
            log.lost(e);
        }
    }

    private void moveBatch(JmsLink link) throws JMSException, InterruptedException {
        attempts.gate().awaitOpen();
        Intake intake = new Intake(leaving, settings.batchSize());
        link.receive(intake);
        log.found();
        List<Message> received = intake.received();
        if (received.isEmpty()) {
            attempts.figures().drained();
            return;
        }
        Batch batch = intake.batch();
        if (attempts.settle(batch)) {
            for (int i = 0; i < received.size(); i++) {
                BatchMessage message = batch.messages().get(i);
                if (message.state() != BatchMessage.State.ACCEPTED) {
                    link.deadLetter(received.get(i), Objects.requireNonNull(message.reason()));
                }
            }
            link.commit();
        } else {
            link.rollback();
        }
    }
}
