/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells consumers that don't wait that there is nothing, once no answer is on its way to them. */
final class Dismissal {

    /** How long the answer of a long poll may be on its way at least when a later request has been answered. */
    private static final long ON_ITS_WAY_MILLIS = 100;

    private final Object lock;
    private final ReceiveRequests requests;
    private final OpenPolls polls;
    private final Supplier<Runnable> askAgain;
    private final Runnable last;
    private final ScheduledExecutorService timer;

    /**
     * @param lock the receiver's, which guards the requests and the polls
     * @param askAgain adds another request that doesn't wait, under the lock; what it returns sends it, outside of that
     * @param last gives out what was withheld; called before anybody is told that there is nothing
     */
    Dismissal(
            Object lock,
            ReceiveRequests requests,
            OpenPolls polls,
            Supplier<Runnable> askAgain,
            Runnable last,
            ScheduledExecutorService timer) {
        this.lock = lock;
        this.requests = requests;
        this.polls = polls;
        this.askAgain = askAgain;
        this.last = last;
        this.timer = timer;
    }

    /**
     * A request was answered, and its messages were handed out. What was sent a moment ago may have gone to a long poll, and
     * be on its way: who asks gets a second request then, whose answer comes behind it however slow the machine is.
     *
     * @param patience for how many milliseconds a long poll's answer may be on its way
     */
    void afterAnswer(long patience) {
        List<ReceiveRequest> done = new ArrayList<>();
        List<ReceiveRequest> again = new ArrayList<>();
        synchronized (lock) {
            if (!requests.isAnyAsking() || polls.isAnswerNear() || polls.isAnyAnswered()) {
                // an answer that has come, or is about to, is followed by another call
                return;
            }
            for (ReceiveRequest each : requests.asking()) {
                if (polls.isEmpty() || each.hasAskedAgain()) {
                    done.add(each);
                } else if (each.isToAskAgain()) {
                    again.add(each);
                }
            }
        }
        if (!again.isEmpty()) {
            // what fails is reported
            timer.schedule(() -> askAgainFor(again), Math.max(patience, ON_ITS_WAY_MILLIS), TimeUnit.MILLISECONDS);
        }
        if (!done.isEmpty()) {
            dismiss(done);
        }
    }

    private void askAgainFor(List<ReceiveRequest> these) {
        Runnable asking;
        synchronized (lock) {
            List<ReceiveRequest> left = requests.askingOf(these);
            if (left.isEmpty()) {
                return;
            }
            left.forEach(ReceiveRequest::asksAgain);
            asking = askAgain.get();
        }
        asking.run();
    }

    private void dismiss(List<ReceiveRequest> these) {
        last.run();
        List<ReceiveRequest> done;
        synchronized (lock) {
            done = requests.removeAsking(these);
        }
        done.forEach(request -> request.complete(null));
    }
}
