/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The receive requests of one receiver: those under way, and those that nobody waits for any more. Guarded by its lock. */
final class OpenPolls {

    /** In the order in which they were sent. */
    private final Set<ReceiveCall.Poll> open = new LinkedHashSet<>();

    private final Set<ReceiveCall.Poll> leaving = new HashSet<>();
    private int askedFor;
    /** Whose messages are on their way to consumers. */
    private final Set<ReceiveCall.Poll> handing = new HashSet<>();

    void add(ReceiveCall.Poll poll) {
        open.add(poll);
        askedFor += poll.max();
    }

    /**
     * The poll is sent now, after all that were.
     *
     * @param afterReturns whether what consumers have given back is visible
     */
    void sent(ReceiveCall.Poll poll, boolean afterReturns) {
        if (afterReturns) {
            poll.afterReturns();
        }
        if (open.remove(poll)) {
            open.add(poll);
        }
    }

    /** Whether the poll was one whose answer is still wanted. */
    boolean remove(ReceiveCall.Poll poll) {
        boolean wanted = open.remove(poll);
        if (wanted) {
            askedFor -= poll.max();
        }
        return wanted;
    }

    int size() {
        return open.size();
    }

    /** A poll was answered, and its messages go to who asked for them, or have gone. */
    void handsOut(ReceiveCall.Poll poll, boolean begins) {
        if (begins) {
            handing.add(poll);
        } else {
            handing.remove(poll);
        }
    }

    /** Whether this one, whose messages are being handed out, is the last of all. */
    boolean isLast(ReceiveCall.Poll poll) {
        return open.isEmpty() && handing.size() == 1 && handing.contains(poll);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** Complete when those that were sent before it have ended. */
    CompletableFuture<Void> before(ReceiveCall.Poll poll) {
        return ended(open.stream().takeWhile(each -> each != poll));
    }

    /** Complete when those of them have ended whose answers have come. */
    CompletableFuture<Void> answeredBefore(ReceiveCall.Poll poll) {
        return ended(open.stream().takeWhile(each -> each != poll).filter(ReceiveCall.Poll::isAnswered));
    }

    private CompletableFuture<Void> ended(Stream<ReceiveCall.Poll> polls) {
        return CompletableFuture.allOf(Stream.concat(handing.stream(), polls)
                .map(ReceiveCall.Poll::end)
                .toArray(CompletableFuture[]::new));
    }

    /** How many messages all of them may bring. */
    int askedFor() {
        return askedFor;
    }

    /** Whether one of them answers at once, as it doesn't wait for messages to come. */
    boolean isAnswerNear() {
        return open.stream().anyMatch(poll -> poll.waitSeconds() == 0);
    }

    /** Whether the answer of one has come, and nobody has got yet what it brought. */
    boolean isAnyAnswered() {
        return !handing.isEmpty() || open.stream().anyMatch(ReceiveCall.Poll::isAnswered);
    }

    /** Removes and returns them all: nobody wants their answers any more. */
    List<ReceiveCall.Poll> abandon() {
        List<ReceiveCall.Poll> all = List.copyOf(open);
        forgetEnded();
        leaving.addAll(all);
        open.clear();
        askedFor = 0;
        return all;
    }

    /** Somebody wants answers again: those that have not ended yet go on, and no others are needed in their place. */
    void resume() {
        forgetEnded();
        for (Iterator<ReceiveCall.Poll> each = leaving.iterator(); each.hasNext(); ) {
            ReceiveCall.Poll poll = each.next();
            if (poll.stay()) {
                each.remove();
                add(poll);
            }
        }
    }

    private void forgetEnded() {
        leaving.removeIf(poll -> poll.end().isDone());
    }

    /** Complete when those that nobody waits for have ended, and what they brought was given back. */
    CompletableFuture<Void> left() {
        return CompletableFuture.allOf(
                leaving.stream().map(ReceiveCall.Poll::end).toArray(CompletableFuture[]::new));
    }
}
