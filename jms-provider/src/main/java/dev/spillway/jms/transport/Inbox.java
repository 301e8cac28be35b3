/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.transport;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One consumer's place at a destination. Asking is what makes the transport fetch: who doesn't ask gets nothing. */
public interface Inbox {

    /** Waits as long as it takes. */
    long FOREVER = Long.MAX_VALUE;

    /**
     * The next message for this consumer.
     *
     * <p>The time is how long the caller means to wait, so that the transport can choose its polls; the caller ends its
     * wait by cancelling the future. With 0 the service is asked once and the future completes with {@code null} if
     * there was nothing. It completes with {@code null} too when the inbox is closed, and fails with a
     * {@link jakarta.jms.JMSException} when the destination is gone or may not be read.
     *
     * @param waitMillis 0, a time in milliseconds, or {@link #FOREVER}
     */
    CompletableFuture<@Nullable Delivery> next(long waitMillis);

    /** A further message that is there already, to be handled after those before; {@code null} for none. No request is made. */
    @Nullable Delivery ready();

    /**
     * What is asked for from now on may be handled beside what was got before: no message of a group comes while earlier
     * ones of it are not settled.
     */
    void handsOn();

    /** Ends all waits with {@code null}. Idempotent. */
    void close();
}
