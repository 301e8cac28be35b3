/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.destination.Destinations;
import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import jakarta.jms.ConnectionConsumer;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.ServerSession;
import jakarta.jms.ServerSessionPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands a destination's messages to the sessions of an application server's pool (Jakarta Messaging 3.1, chapter 11): to
 * one session what is there at that moment, up to a number of messages.
 */
public final class SpillwayConnectionConsumer implements ConnectionConsumer {

    /** After the pool failed to give a session. */
    private static final long PAUSE_SECONDS = 1;

    private final SessionHost host;
    private final SpillwayDestination destination;
    private final ServerSessionPool pool;
    private final int maxMessages;
    private final Consumer<JMSException> onError;
    private final Consumer<SpillwayConnectionConsumer> onClose;
    private final Inbox inbox;
    private final Dispatcher dispatcher = new Dispatcher();
    private volatile boolean closed;

    private SpillwayConnectionConsumer(
            SessionHost host,
            SpillwayDestination destination,
            @Nullable Selector selector,
            ServerSessionPool pool,
            int maxMessages,
            Consumer<JMSException> onError,
            Consumer<SpillwayConnectionConsumer> onClose) {
        this.host = host;
        this.destination = destination;
        this.pool = pool;
        this.maxMessages = maxMessages;
        this.onError = onError;
        this.onClose = onClose;
        this.inbox = host.transport().inbox(destination, selector);
    }

    /**
     * A consumer that receives from now on.
     *
     * @param maxMessages how many messages a session gets at once at most
     * @param onError told when the pool has no session to give
     * @param onClose told when the consumer is closed
     */
    public static SpillwayConnectionConsumer open(
            SessionHost host,
            @Nullable Destination destination,
            @Nullable String selector,
            @Nullable ServerSessionPool pool,
            int maxMessages,
            Consumer<JMSException> onError,
            Consumer<SpillwayConnectionConsumer> onClose)
            throws JMSException {
        SpillwayDestination own = Destinations.require(destination);
        Selector selected = Selector.parse(selector);
        if (pool == null) {
            throw new JMSException("the ServerSessionPool is null");
        }
        if (maxMessages < 1) {
            throw new JMSException("maxMessages is " + maxMessages + "; it is at least 1");
        }
        host.temporaryQueues().open(own);
        try {
            Await.result(host.transport().open(own));
        } catch (JMSException e) {
            host.temporaryQueues().closed(own);
            throw e;
        }
        SpillwayConnectionConsumer consumer =
                new SpillwayConnectionConsumer(host, own, selected, pool, maxMessages, onError, onClose);
        consumer.ask();
        return consumer;
    }

    private void ask() {
        if (closed) {
            return;
        }
        inbox.handsOn();
        CompletableFuture<@Nullable Delivery> next = inbox.next(Inbox.FOREVER);
        next.whenComplete((delivery, failure) -> {
            if (failure != null) {
                // the connection's exception listener was told; the transport paces what follows
                dispatcher.execute(this::ask);
            } else if (delivery != null && !dispatcher.execute(() -> hand(delivery))) {
                delivery.release(Duration.ZERO);
            }
        });
    }

    /** Waits for a session of the pool, as the pool decides how many messages are handled at once. */
    private void hand(Delivery delivery) {
        if (closed || !host.isStarted()) {
            delivery.release(Duration.ZERO);
        } else if (delivery.isLive()) {
            try {
                assign(delivery);
            } catch (JMSException | RuntimeException e) {
                delivery.release(host.settings().redeliveryDelay().whereRefused(delivery));
                onError.accept(e instanceof JMSException jms ? jms : Await.failure(e));
                CompletableFuture.delayedExecutor(PAUSE_SECONDS, TimeUnit.SECONDS)
                        .execute(this::ask);
                return;
            }
        }
        ask();
    }

    private void assign(Delivery delivery) throws JMSException {
        ServerSession taken = pool.getServerSession();
        if (taken == null) {
            throw new JMSException("the ServerSessionPool gave no session (getServerSession() returned null)");
        }
        if (!(taken.getSession() instanceof SpillwaySession session) || !session.belongsTo(host)) {
            throw new JMSException(
                    "the ServerSessionPool gave a session that is not one of this connection: " + taken.getSession());
        }
        session.assign(delivery, destination);
        List<Delivery> further = further();
        further.forEach(each -> session.assign(each, destination));
        try {
            taken.start();
        } catch (JMSException | RuntimeException e) {
            further.forEach(
                    each -> each.release(host.settings().redeliveryDelay().whereRefused(each)));
            throw e;
        }
    }

    /** What is there for the same session. */
    private List<Delivery> further() {
        List<Delivery> further = new ArrayList<>();
        while (further.size() + 1 < maxMessages) {
            Delivery next = inbox.ready();
            if (next == null) {
                break;
            }
            further.add(next);
        }
        return further;
    }

    @Override
    public ServerSessionPool getServerSessionPool() throws JMSException {
        if (closed) {
            throw new IllegalStateException("the connection consumer is closed");
        }
        return pool;
    }

    /** {@inheritDoc} What was given to sessions is theirs. */
    @Override
    public void close() throws JMSException {
        if (!closed) {
            closed = true;
            inbox.close();
            // it may be waiting for a session of the pool, as long as the pool wants
            dispatcher.end();
            host.temporaryQueues().closed(destination);
            onClose.accept(this);
        }
    }
}
