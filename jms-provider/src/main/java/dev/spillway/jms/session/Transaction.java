/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.jms.transport.Outbox;
import dev.spillway.jms.transport.OutgoingMessage;
import dev.spillway.jms.transport.Transport;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.TransactionRolledBackException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a transacted session has sent and consumed since its last commit or rollback (section 6.2.7).
 *
 * <p>A commit makes sure that what was consumed is still the session's, sends, and then deletes what was consumed. SQS
 * has no transactions: who dies in between leaves duplicates behind, never a loss. The waits of a commit can't be
 * interrupted, as nobody would know then what was sent; the transport's time-outs bound them.
 */
final class Transaction {

    /** How often a commit that has sent a part tries to send the rest. */
    private static final int RETRIES = 3;

    private static final long FIRST_PAUSE_MILLIS = 500;

    private final Transport transport;
    private final Acknowledgements consumed;
    private final Map<SpillwayDestination, Outbox> outboxes = new LinkedHashMap<>();
    /** Of the transaction's messages, how many commits that failed have sent. */
    private int sent;

    Transaction(Transport transport, Acknowledgements consumed) {
        this.transport = transport;
        this.consumed = consumed;
    }

    synchronized void send(SpillwayDestination to, OutgoingMessage message) throws JMSException {
        try {
            // not to be interrupted: it would not be known whether the message is a part of the transaction
            outboxes.computeIfAbsent(to, transport::outbox).add(message).join();
        } catch (CompletionException e) {
            throw Await.failure(e);
        }
    }

    /**
     * @throws TransactionRolledBackException if nothing was sent, and everything consumed was given back
     * @throws JMSException if a part was sent: another commit sends the rest, a rollback gives it up; or if everything
     *     was sent, and what was consumed could not be deleted and comes again
     */
    synchronized void commit() throws JMSException {
        long lost = consumed.lost();
        if (lost > 0) {
            throw rolledBack(
                    lost + " of the consumed messages may have gone to others: their visibility could not be extended"
                            + " in time",
                    null);
        }
        Throwable failure = sendAll();
        if (failure != null && sent == 0) {
            throw rolledBack("nothing could be sent", Await.failure(failure));
        }
        if (failure != null) {
            throw linked(
                    new JMSException("the transaction was committed in part: " + sent
                            + " messages were sent, others were not. commit() sends the rest, rollback() gives it up"),
                    Await.failure(failure));
        }
        end();
        deleteConsumed();
    }

    private @Nullable Throwable sendAll() {
        Throwable failure = sendOnce();
        long pause = FIRST_PAUSE_MILLIS;
        for (int i = 0; i < RETRIES && failure != null && sent > 0 && mayPass(failure); i++) {
            Executor later = CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS);
            CompletableFuture.runAsync(() -> {}, later).join();
            failure = sendOnce();
            pause *= 2;
        }
        return failure;
    }

    /** Sends what was not sent yet, to all destinations at once. */
    private @Nullable Throwable sendOnce() {
        List<CompletableFuture<Outbox.Sent>> answers =
                outboxes.values().stream().map(Outbox::send).toList();
        Throwable failure = null;
        for (CompletableFuture<Outbox.Sent> answer : answers) {
            Outbox.Sent each = answer.join();
            sent += each.stored();
            failure = each.failure() == null ? failure : each.failure();
        }
        return failure;
    }

    private static boolean mayPass(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return !(cause instanceof InvalidDestinationException
                || cause instanceof JMSSecurityException
                || cause instanceof MessageFormatException);
    }

    private void deleteConsumed() throws JMSException {
        try {
            consumed.acknowledged().join();
        } catch (CompletionException e) {
            throw linked(
                    new JMSException("the transaction's messages were sent, but not all that it consumed could be"
                            + " acknowledged; these messages come again"),
                    Await.failure(e));
        }
    }

    private JMSException rolledBack(String why, @Nullable JMSException cause) {
        String sentBefore = sent == 0 ? "" : "; " + sent + " messages had been sent by an earlier commit()";
        rollback();
        return linked(
                new TransactionRolledBackException("the transaction was rolled back: " + why + sentBefore), cause);
    }

    private static JMSException linked(JMSException exception, @Nullable JMSException cause) {
        if (cause != null) {
            exception.initCause(cause);
            exception.setLinkedException(cause);
        }
        return exception;
    }

    /** Forgets what was to be sent, and gives back what was consumed. */
    synchronized void rollback() {
        end();
        consumed.rollBack();
    }

    private void end() {
        outboxes.clear();
        sent = 0;
    }
}
