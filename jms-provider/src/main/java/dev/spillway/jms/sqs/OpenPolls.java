/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The receive requests of one receiver: those under way, and those that nobody waits for any more. Guarded by its lock. */
final class OpenPolls {

    private final Set<ReceiveCall.Poll> open = new HashSet<>();
    private final Set<ReceiveCall.Poll> leaving = new HashSet<>();
    private int askedFor;
    private int handedOut;

    void add(ReceiveCall.Poll poll) {
        open.add(poll);
        askedFor += poll.max();
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
    void handsOut(boolean begins) {
        handedOut += begins ? 1 : -1;
    }

    /** Whether all of them were answered, and nobody is about to get what they brought. */
    boolean isAllHandedOut() {
        return open.isEmpty() && handedOut == 0;
    }

    /** How many messages all of them may bring. */
    int askedFor() {
        return askedFor;
    }

    /** Whether one of them answers at once, as it doesn't wait for messages to come. */
    boolean isAnswerNear() {
        return open.stream().anyMatch(poll -> poll.waitSeconds() == 0);
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
