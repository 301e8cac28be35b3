/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.outage.Attempts;
import dev.spillway.camel.route.BatchWorker;
import dev.spillway.camel.route.SourceLog;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Moves a queue's messages, a batch a transaction: receives, lets the route send, and commits once every message was
 * accepted, or sent to the dead-letter queue. While the target is out the transaction stays open and what is not accepted
 * yet is tried again, so that no delivery attempt of the broker is spent on it. So it does while the target fails one message
 * only; what is received meanwhile is part of the transaction.
 */
final class JmsBatchWorker implements BatchWorker {

    private static final long RECONNECT_MILLIS = 1_000;
    private static final Duration WAIT = Duration.ofMillis(500);

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
                OpenTransaction transaction = new OpenTransaction(link);
                while (stopped.getCount() > 0) {
                    moveBatch(link, transaction);
                }
            } finally {
                attempts.figures().disconnect();
                attempts.giveUp();
            }
        } catch (JMSException | RuntimeException | Error e) {
            attempts.figures().sourceFailure();
            log.lost(e);
        }
    }

    private void moveBatch(JmsLink link, OpenTransaction transaction) throws JMSException, InterruptedException {
        Duration patience = attempts.patience(WAIT);
        int room = attempts.room(settings.batchSize(), transaction.size());
        if (room == 0) {
            stopped.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            Intake intake = new Intake(leaving, room);
            link.receive(intake, patience);
            log.found();
            if (!intake.received().isEmpty()) {
                transaction.add(intake.received(), intake.batch());
            } else if (transaction.isEmpty()) {
                attempts.figures().drained();
                return;
            }
        }
        if (attempts.settle(transaction.batch())) {
            transaction.settle();
        } else {
            transaction.rollback();
        }
    }
}
