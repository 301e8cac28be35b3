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
    private final ScheduledExecutorService timer;

    /** @param lock the receiver's, which guards the requests and the polls */
    Dismissal(Object lock, ReceiveRequests requests, OpenPolls polls, ScheduledExecutorService timer) {
        this.lock = lock;
        this.requests = requests;
        this.polls = polls;
        this.timer = timer;
    }

    /**
     * A request was answered, and its messages were handed out.
     *
     * @param patience for how many milliseconds a long poll's answer may be on its way
     */
    void afterAnswer(long patience) {
        List<ReceiveRequest> these;
        boolean now;
        synchronized (lock) {
            if (polls.isAnswerNear()) {
                return;
            }
            these = requests.asking();
            now = polls.isAllHandedOut();
        }
        if (these.isEmpty()) {
            return;
        }
        if (now) {
            dismiss(these);
        } else {
            // what was sent a moment ago went to a long poll, and is on its way
            @SuppressWarnings({"FutureReturnValueIgnored", "unused"}) // dismiss() doesn't fail
            var ignored =
                    timer.schedule(() -> dismiss(these), Math.max(patience, ON_ITS_WAY_MILLIS), TimeUnit.MILLISECONDS);
        }
    }

    private void dismiss(List<ReceiveRequest> these) {
        List<ReceiveRequest> done;
        synchronized (lock) {
            done = requests.removeAsking(these);
        }
        done.forEach(request -> request.complete(null));
    }
}
