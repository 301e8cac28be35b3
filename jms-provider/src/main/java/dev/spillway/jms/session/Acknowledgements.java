/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.transport.Delivery;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The messages that a session has handed to the application and not yet acknowledged. */
final class Acknowledgements {

    /** The pause before a message that a listener threw on comes again; doubled each time. */
    private static final int MAX_PAUSE_SECONDS = 64;

    private final AcknowledgementMode mode;
    private final Set<Delivery> open = new LinkedHashSet<>();

    Acknowledgements(AcknowledgementMode mode) {
        this.mode = mode;
    }

    /** The message goes to the application. */
    synchronized void handedOver(Delivery delivery) {
        open.add(delivery);
    }

    /** The application has got the message, or its listener returned. */
    void consumed(Delivery delivery) {
        if (mode == AcknowledgementMode.CLIENT || !take(delivery)) {
            return;
        }
        if (mode == AcknowledgementMode.DUPS_OK) {
            delivery.acknowledgeLazily();
        } else {
            // the transport reports a delete that fails: the message comes again
            CompletableFuture<Void> unused = delivery.acknowledge();
            assert unused != null;
        }
    }

    /** The listener threw (section 8.7). A client that acknowledges by itself decides by itself. */
    void listenerThrew(Delivery delivery) {
        if (mode != AcknowledgementMode.CLIENT && take(delivery)) {
            int seconds = 1 << Math.min(30, Math.max(0, delivery.deliveryCount() - 1));
            delivery.release(Duration.ofSeconds(Math.min(MAX_PAUSE_SECONDS, seconds)));
        }
    }

    private synchronized boolean take(Delivery delivery) {
        return open.remove(delivery);
    }

    private synchronized List<Delivery> takeAll() {
        List<Delivery> all = new ArrayList<>(open);
        open.clear();
        return all;
    }

    /** {@code Message.acknowledge()}: acknowledges all that the session has consumed, in CLIENT mode. */
    void acknowledgeAll() throws JMSException {
        if (mode == AcknowledgementMode.CLIENT) {
            CompletableFuture<?>[] answers =
                    takeAll().stream().map(Delivery::acknowledge).toArray(CompletableFuture[]::new);
            Await.result(CompletableFuture.allOf(answers));
        }
    }

    /** {@code recover()}, and the end of the session: everything open goes back at once. */
    void releaseAll() {
        takeAll().forEach(delivery -> delivery.release(Duration.ZERO));
    }
}
