/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One consumer's place at a receiver. Its state is guarded by the receiver's lock. */
final class ConsumerInbox implements Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerInbox.class);

    private final SharedReceiver receiver;
    private final MessageGroups groups;
    private final @Nullable Predicate<Delivery> filter;
    private final Set<ReceiveRequest> own = new HashSet<>();
    private boolean closed;
    private boolean handling;
    private long handedAt;
    /** Who handles what it gets: groups stay with it. Changes where others handle what comes next. */
    private Object handler = this;

    /** @param filter which messages the consumer takes; {@code null} for all */
    ConsumerInbox(SharedReceiver receiver, MessageGroups groups, @Nullable Predicate<Delivery> filter) {
        this.receiver = receiver;
        this.groups = groups;
        this.filter = filter;
    }

    boolean isSelective() {
        return filter != null;
    }

    boolean selects(Delivery delivery) {
        try {
            return filter == null || filter.test(delivery);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.warn("a selector failed on message {}, which counts as not selected", delivery.messageId(), e);
            return false;
        }
    }

    /** Whether it may get the message now: it selects it, and nobody else is at work on the message's group. */
    boolean takes(SqsDelivery delivery) {
        return groups.isOpenTo(handler, delivery) && selects(delivery);
    }

    Object handler() {
        return handler;
    }

    /** Another handler gets what comes next. */
    void changeHandler() {
        handler = new Object();
    }

    boolean isClosed() {
        return closed;
    }

    /** Removes and returns the requests that were not answered. */
    List<ReceiveRequest> markClosed() {
        closed = true;
        List<ReceiveRequest> ending = List.copyOf(own);
        own.clear();
        return ending;
    }

    void add(ReceiveRequest request) {
        own.removeIf(CompletableFuture::isDone);
        own.add(request);
    }

    void gotOne(long now) {
        handling = true;
        handedAt = now;
    }

    /** How long it took for the message it got last, in nanoseconds; -1 if that is known already or there was none. */
    long handlingNanos(long now) {
        long taken = handling ? now - handedAt : -1;
        handling = false;
        return taken;
    }

    @Override
    public CompletableFuture<@Nullable Delivery> next(long waitMillis) {
        return receiver.next(this, waitMillis);
    }

    @Override
    public @Nullable Delivery ready() {
        return receiver.ready(this);
    }

    @Override
    public void handsOn() {
        receiver.handsOn(this);
    }

    @Override
    public void close() {
        receiver.close(this);
    }
}
