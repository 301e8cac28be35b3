/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.destination;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * An SQS queue, by its name. Whether it exists is asked when it is used.
 *
 * @param name as SQS allows it: 1 to 80 letters, digits, hyphens and underscores
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">CreateQueue</a>
 */
public record SpillwayQueue(String name) implements SpillwayDestination, Queue, Serializable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final String FIFO = ".fifo";

    /**
     * The queue of this name.
     *
     * @throws InvalidDestinationException if SQS has no queue of such a name; the message says what a name looks like
     * @throws JMSException if the name is that of a FIFO queue, which are not supported yet
     */
    public static SpillwayQueue named(String name) throws JMSException {
        if (name == null || name.isEmpty()) {
            throw new InvalidDestinationException("a queue needs a name; it was " + (name == null ? "null" : "empty"));
        }
        if (name.endsWith(FIFO)) {
            throw new JMSException("not supported yet: FIFO queues, such as '" + name + "'");
        }
        if (!NAME.matcher(name).matches()) {
            throw new InvalidDestinationException(
                    "'" + name + "' is not the name of a queue: a name has 1 to 80 letters,"
                            + " digits, hyphens and underscores. Give the name alone, not the queue's URL or ARN");
        }
        return new SpillwayQueue(name);
    }

    @Override
    public String getQueueName() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
