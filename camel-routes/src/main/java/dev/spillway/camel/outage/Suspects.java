/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.outage;

import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.batch.OutageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an outage of the target from messages that it fails for ever, by what a worker holds of messages that failed, and says
 * what to try next: what failed together twice goes alone, what failed alone (a suspect) is tried again after a pause, and while
 * there is a suspect, as many others are kept back as it takes to prove the target well between its tries, if they can. Nothing is
 * tried before what is open before it in its group. Used by one thread.
 */
final class Suspects {

    private static final Logger LOG = LoggerFactory.getLogger(Suspects.class);

    private final int poisonAfter;
    private final long firstPauseNanos;
    private final long maxPauseNanos;
    private final RouteFigures figures;
    private final Map<BatchMessage, Suspicion> known = new HashMap<>();
    private int told;

    /**
     * @param poisonAfter how many failures that count make a message poison; 0 for none do
     * @param firstPause between the tries of a suspect at first
     * @param maxPause between them at most
     */
    Suspects(int poisonAfter, Duration firstPause, Duration maxPause, RouteFigures figures) {
        this.poisonAfter = poisonAfter;
        this.firstPauseNanos = firstPause.toNanos();
        this.maxPauseNanos = maxPause.toNanos();
        this.figures = figures;
    }

    /** Forgets what is not among these. */
    void keep(Collection<BatchMessage> open) {
        known.keySet().retainAll(new HashSet<>(open));
        int now = (int) known.values().stream().filter(Suspicion::isAlone).count();
        figures.suspect(now - told);
        told = now;
    }

    boolean knows(BatchMessage message) {
        return known.containsKey(message);
    }

    boolean isSuspect(BatchMessage message) {
        Suspicion suspicion = known.get(message);
        return suspicion != null && suspicion.isAlone();
    }

    /** Whether there is something to probe with that did not fail alone. */
    boolean hasFresh(List<BatchMessage> open) {
        return !Order.of(open, known).fresh().isEmpty();
    }

    /** Whether there is one that the store failed, whose turn is to come: others prove nothing of it. */
    boolean isWithheld() {
        return known.values().stream().anyMatch(suspicion -> suspicion.withheld() > 0 && suspicion.untilNext() > 0);
    }

    /** How long until the next suspect is to be tried; nothing if there is none. */
    Duration untilNext() {
        return Duration.ofNanos(known.values().stream()
                .filter(Suspicion::isAlone)
                .mapToLong(Suspicion::untilNext)
                .min()
                .orElse(0));
    }

    /** With what a suspended target is to be tried: one message, a suspect only if there is nothing else. */
    List<BatchMessage> probe(List<BatchMessage> open) {
        Order order = Order.of(open, known);
        return List.of(
                order.fresh().isEmpty()
                        ? longestUntried(order.suspects())
                        : order.fresh().get(0));
    }

    /** What is to be tried together next, in order, while the target is not known to be out; empty if that is nothing yet. */
    List<BatchMessage> next(List<BatchMessage> open) {
        known.values().forEach(Suspicion::forgetProbe);
        Order order = Order.of(open, known);
        List<BatchMessage> fresh = order.fresh();
        boolean proofOfStore = fresh.stream().anyMatch(BatchMessage::isStored);
        int spare = fresh.size() - keptBack(order.suspects(), proofOfStore);
        if (spare > 0 && !order.together().isEmpty()) {
            return order.together().subList(0, Math.min(spare, order.together().size()));
        }
        if (spare > 0) {
            return fresh.subList(0, 1);
        }
        List<BatchMessage> due = order.suspects().stream()
                .filter(message -> suspicion(message).untilNext() == 0)
                .toList();
        if (due.isEmpty()) {
            return List.of();
        }
        BatchMessage suspect = longestUntried(due);
        boolean ready = suspicion(suspect).isProven(figures) || !canBeProven(suspect, proofOfStore);
        return List.of(fresh.isEmpty() || ready ? suspect : fresh.get(0));
    }

    /**
     * An attempt failed, and left something open.
     *
     * @param tried what was tried, together
     * @param up whether the target took a message meanwhile, one whose body is in the store if that is what failed
     * @param probe whether the target is known to be out
     * @return whether the target is up nevertheless, if only for messages that don't need the store
     */
    boolean failed(List<BatchMessage> tried, boolean up, boolean probe, OutageException reason) {
        if (tried.size() > 1) {
            return failedTogether(tried, up);
        }
        BatchMessage message = tried.get(0);
        Suspicion suspicion = suspicion(message);
        boolean told = suspicion.withheld() > 0;
        boolean proven = suspicion.failedAlone(figures, up, probe, reason.isOfStore());
        if (!told && suspicion.withheld() > 0) {
            LOG.warn(
                    "message {} waits for its payload, beside others that cross: {}",
                    message.id(),
                    reason.getMessage());
        }
        if (poisonAfter > 0 && suspicion.counted() >= poisonAfter) {
            String what = reason.isOfStore()
                    ? "its payload failed " + suspicion.counted() + " times while others went"
                    : "the target failed it " + suspicion.counted() + " times and took others in between";
            message.refuse(what + "; at last: " + reason.getMessage());
        }
        return proven;
    }

    /** Of those that the store did not give, each is known by itself; else all are alike. */
    private boolean failedTogether(List<BatchMessage> tried, boolean up) {
        List<BatchMessage> missing =
                tried.stream().filter(BatchMessage::isMissing).toList();
        if (!missing.isEmpty()) {
            missing.forEach(message -> suspicion(message).withheldTogether(figures));
            return up || missing.size() < tried.size();
        }
        tried.stream()
                .filter(message -> message.state() == BatchMessage.State.OPEN)
                .forEach(message -> suspicion(message).failedTogether(figures));
        return up;
    }

    /** @param proofOfStore whether there is one among the others whose body is in the store */
    private int keptBack(List<BatchMessage> suspects, boolean proofOfStore) {
        return suspects.stream()
                .filter(message -> canBeProven(message, proofOfStore))
                .mapToInt(
                        message -> Math.max(0, poisonAfter - suspicion(message).counted()))
                .max()
                .orElse(0);
    }

    /** Of the store, only a message proves something whose body is in it. */
    private boolean canBeProven(BatchMessage suspect, boolean proofOfStore) {
        return proofOfStore || !suspicion(suspect).isOfStore();
    }

    private BatchMessage longestUntried(List<BatchMessage> suspects) {
        return suspects.stream()
                .min(Comparator.comparingLong(message -> suspicion(message).lastTry()))
                .orElseThrow();
    }

    private Suspicion suspicion(BatchMessage message) {
        return known.computeIfAbsent(message, unknown -> new Suspicion(firstPauseNanos, maxPauseNanos));
    }

    /**
     * The open messages that may be tried, each in order.
     *
     * @param fresh those that did not fail alone, first those of them that go together
     */
    private record Order(List<BatchMessage> together, List<BatchMessage> fresh, List<BatchMessage> suspects) {

        static Order of(List<BatchMessage> open, Map<BatchMessage, Suspicion> known) {
            List<BatchMessage> together = new ArrayList<>();
            List<BatchMessage> apart = new ArrayList<>();
            List<BatchMessage> suspects = new ArrayList<>();
            Set<String> begun = new HashSet<>();
            Set<String> blocked = new HashSet<>();
            for (BatchMessage message : open) {
                String group = message.groupId();
                Suspicion suspicion = known.get(message);
                boolean first = group == null || begun.add(group);
                if (group != null && blocked.contains(group)) {
                    continue;
                }
                if (suspicion == null || !suspicion.goesAlone()) {
                    together.add(message);
                    continue;
                }
                if (group != null) {
                    blocked.add(group);
                }
                if (first) {
                    (suspicion.isAlone() ? suspects : apart).add(message);
                }
            }
            List<BatchMessage> fresh = new ArrayList<>(together);
            fresh.addAll(apart);
            return new Order(together, fresh, suspects);
        }
    }
}
