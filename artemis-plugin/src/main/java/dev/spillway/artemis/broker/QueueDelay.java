/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.QueueSettings;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * The delay of a FIFO queue. It is the queue's of now, from when a message was sent: a change holds for the messages that
 * are there too.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-delay-queues.html">Amazon SQS
 *     delay queues</a>
 */
final class QueueDelay {

    private final Supplier<QueueSettings> settings;
    private final Clock clock;

    QueueDelay(Supplier<QueueSettings> settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The last time of which a message that was sent then is visible now; milliseconds since the epoch. */
    long sentUntil() {
        long delay = settings.get().delayMillis();
        return delay == 0 ? Long.MAX_VALUE : clock.millis() - delay;
    }

    /** How long a message stays hidden yet that was sent at this time. */
    long millisLeft(long sentAt) {
        return Math.max(0, sentAt - sentUntil());
    }

    /** When a message counts as sent that has just come: the clock of a JMS client may be ahead. */
    long sentAt(long told) {
        return Math.min(told, clock.millis());
    }
}
