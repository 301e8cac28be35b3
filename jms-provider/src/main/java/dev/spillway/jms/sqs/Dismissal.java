/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells consumers that don't wait that there is nothing, once no answer is on its way to them. */
final class Dismissal {

    /** How long the answer of a long poll may be on its way at least when a later request has been answered. */
    private static final long ON_ITS_WAY_MILLIS = 100;

    private final Object lock;
    private final ReceiveRequests requests;
    private final OpenPolls polls;
    private final Runnable askAgain;
    private final Runnable last;
    private final ScheduledExecutorService timer;

    /**
     * @param lock the receiver's, which guards the requests and the polls
     * @param askAgain sends another request that doesn't wait
     * @param last gives out what was withheld; called before anybody is told that there is nothing
     */
    Dismissal(
            Object lock,
            ReceiveRequests requests,
            OpenPolls polls,
            Runnable askAgain,
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
        List<ReceiveRequest> these;
        boolean again;
        synchronized (lock) {
            if (polls.isAnswerNear()) {
                return;
            }
            these = requests.asking();
            again = !polls.isAllHandedOut() && these.stream().anyMatch(ReceiveRequest::isToAskAgain);
        }
        if (these.isEmpty()) {
            return;
        }
        if (again) {
            @SuppressWarnings({"FutureReturnValueIgnored", "unused"}) // what fails is reported
            var ignored = timer.schedule(
                    () -> askAgainFor(these), Math.max(patience, ON_ITS_WAY_MILLIS), TimeUnit.MILLISECONDS);
        } else {
            dismiss(these);
        }
    }

    private void askAgainFor(List<ReceiveRequest> these) {
        boolean any;
        synchronized (lock) {
            any = requests.isAnyAskingOf(these);
        }
        if (any) {
            askAgain.run();
        }
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
