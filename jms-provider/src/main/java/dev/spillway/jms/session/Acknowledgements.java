/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.transport.Delivery;
import dev.spillway.jms.transport.Transport;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** The messages that a session has handed to the application and not yet acknowledged. */
final class Acknowledgements {

    private final Transport transport;
    private final AcknowledgementMode mode;
    private final RedeliveryDelay redeliveryDelay;
    private final Set<Delivery> open = new LinkedHashSet<>();

    Acknowledgements(Transport transport, AcknowledgementMode mode, RedeliveryDelay redeliveryDelay) {
        this.transport = transport;
        this.mode = mode;
        this.redeliveryDelay = redeliveryDelay;
    }

    /** The message goes to the application. */
    void handedOver(Delivery delivery) {
        delivery.seen();
        opened(delivery);
    }

    private synchronized void opened(Delivery delivery) {
        open.add(delivery);
    }

    /** The application has got the message, or its listener returned. */
    void consumed(Delivery delivery) {
        if (!mode.isAutomatic() || !take(delivery)) {
            return;
        }
        // the transport reports a delete that fails: the message comes again
        if (mode == AcknowledgementMode.DUPS_OK) {
            delivery.acknowledgeLazily();
        } else {
            delivery.acknowledgeSoon();
        }
    }

    /** The listener threw (section 8.7). A client that acknowledges or commits by itself decides by itself. */
    void listenerThrew(Delivery delivery) {
        if (mode.isAutomatic() && take(delivery)) {
            delivery.release(redeliveryDelay.afterFailure(delivery));
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

    /** {@code Message.acknowledge()}: where that is the client's part, for the message or for all of the session. */
    void acknowledge(Delivery delivery) throws JMSException {
        if (!mode.isIndividual()) {
            acknowledgeAll();
        } else if (take(delivery)) {
            Await.result(keptOnFailure(delivery, delivery.acknowledge()));
        }
    }

    /**
     * Acknowledges all that the session has consumed, where that is the client's part. What can't be acknowledged stays
     * open: another call tries it again, {@code recover()} gives it up.
     */
    void acknowledgeAll() throws JMSException {
        if (mode == AcknowledgementMode.CLIENT || mode.isIndividual()) {
            Await.result(acknowledged(this::keptOnFailure));
        }
    }

    private CompletableFuture<Void> keptOnFailure(Delivery delivery, CompletableFuture<Void> answer) {
        return answer.whenComplete((done, failure) -> {
            if (failure != null) {
                opened(delivery);
            }
        });
    }

    /** Acknowledges everything open together; complete once the service has confirmed it. */
    CompletableFuture<Void> acknowledged() {
        return acknowledged((delivery, answer) -> answer);
    }

    private CompletableFuture<Void> acknowledged(
            BiFunction<Delivery, CompletableFuture<Void>, CompletableFuture<Void>> afterwards) {
        List<Delivery> all = takeAll();
        CompletableFuture<?>[] answers = all.stream()
                .map(delivery -> afterwards.apply(delivery, delivery.acknowledgeLazily()))
                .toArray(CompletableFuture[]::new);
        all.forEach(Delivery::hurry);
        return CompletableFuture.allOf(answers);
    }

    /** How many of the open messages others may have by now; of the rest no other gets any for some time. */
    long lost() {
        List<CompletableFuture<Boolean>> secured;
        synchronized (this) {
            secured = open.stream().map(Delivery::secure).toList();
        }
        return secured.stream().filter(each -> !each.join()).count();
    }

    /** {@code recover()}, and the end of the session: everything open goes back at once. */
    void releaseAll() {
        transport.release(takeAll(), delivery -> Duration.ZERO);
    }

    /** {@code rollback()}: everything open goes back; what comes back again and again takes longer each time. */
    void rollBack() {
        transport.release(takeAll(), redeliveryDelay::afterFailure);
    }
}
