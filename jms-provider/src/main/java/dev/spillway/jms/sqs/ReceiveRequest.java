/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Inbox;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A consumer's wait for one message; cancelling it withdraws it. */
final class ReceiveRequest extends CompletableFuture<@Nullable Delivery> {

    private final boolean waits;
    private final boolean forever;
    private final long untilNanos;
    private final ConsumerInbox inbox;
    private final Consumer<ReceiveRequest> onCancel;
    private boolean toAskAgain;
    private boolean askedAgain;

    ReceiveRequest(ConsumerInbox inbox, long waitMillis, long now, Consumer<ReceiveRequest> onCancel) {
        this.inbox = inbox;
        this.waits = waitMillis > 0;
        this.forever = waitMillis == Inbox.FOREVER;
        this.untilNanos = forever ? 0 : now + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        this.onCancel = onCancel;
    }

    /** Whether it waits for messages to come, not only for the answers that are on their way. */
    boolean waits() {
        return waits;
    }

    /** The service is to be asked a second time for it. Guarded by the receiver's lock. @return whether it was not already */
    boolean isToAskAgain() {
        boolean first = !toAskAgain;
        toAskAgain = true;
        return first;
    }

    /** The service is asked a second time for it now. Guarded by the receiver's lock. */
    void asksAgain() {
        askedAgain = true;
    }

    /** Whether the service was asked a second time for it. Guarded by the receiver's lock. */
    boolean hasAskedAgain() {
        return askedAgain;
    }

    ConsumerInbox inbox() {
        return inbox;
    }

    boolean takes(SqsDelivery delivery) {
        return inbox.takes(delivery);
    }

    /** How long it goes on, or {@code most} if it has no end. */
    long leftMillis(long now, long most) {
        return forever ? most : TimeUnit.NANOSECONDS.toMillis(untilNanos - now);
    }

    boolean isOverBy(long time) {
        return !forever && untilNanos - time < 0;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        onCancel.accept(this);
        return super.cancel(mayInterruptIfRunning);
    }
}
