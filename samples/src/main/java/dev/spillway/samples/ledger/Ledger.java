/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.ledger;

import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Every event of a run as it happens, from any thread. */
public final class Ledger {

    private static final long LAST_SECOND = 1_000_000_000L;

    private final AtomicLong offered = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
    private final Queue<Shipment> shipments = new ConcurrentLinkedQueue<>();
    private final Set<String> shipped = ConcurrentHashMap.newKeySet();

    public void offered() {
        offered.incrementAndGet();
    }

    public void answered(Answer answer) {
        answers.add(answer);
        (answer.accepted() ? accepted : refused).incrementAndGet();
    }

    public void shipped(Shipment shipment) {
        shipments.add(shipment);
        shipped.add(shipment.orderId());
    }

    /** Orders accepted and not yet shipped; an order that is shipped before its sender has the answer does not count. */
    public long acceptedNotShipped() {
        return Math.max(0, accepted.get() - shipped.size());
    }

    /** Whether every order that was accepted has been shipped. */
    public boolean allAcceptedShipped() {
        return answers.stream().allMatch(answer -> !answer.accepted() || shipped.contains(answer.orderId()));
    }

    public boolean allAnswered() {
        return accepted.get() + refused.get() == offered.get();
    }

    public Sample sample(long nanos, String phase, long depth) {
        return new Sample(
                nanos, phase, offered.get(), accepted.get(), refused.get(), shipped.size(), depth, lastSecond(nanos));
    }

    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    public List<Shipment> shipments() {
        return List.copyOf(shipments);
    }

    private ResponseTimes lastSecond(long nanos) {
        LongStream.Builder times = LongStream.builder();
        for (Iterator<Answer> latest = answers.descendingIterator(); latest.hasNext(); ) {
            Answer answer = latest.next();
            if (answer.answered() < nanos - LAST_SECOND) {
                break;
            }
            if (answer.accepted()) {
                times.add(answer.responseTime());
            }
        }
        return ResponseTimes.of(times.build());
    }
}
