/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.message.SpillwayMessage;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;

/**
 * How a message is sent.
 *
 * @param deliveryMode JMSDeliveryMode; SQS stores every message durably, whatever it is
 * @param priority JMSPriority, 0 to 9; SQS has no priorities, the header travels
 * @param timeToLive milliseconds; 0 for no end
 * @param deliveryDelay milliseconds, less than 14 days
 * @param disableTimestamp whether JMSTimestamp stays 0
 */
record SendOptions(int deliveryMode, int priority, long timeToLive, long deliveryDelay, boolean disableTimestamp) {

    static final SendOptions DEFAULT = new SendOptions(
            Message.DEFAULT_DELIVERY_MODE,
            Message.DEFAULT_PRIORITY,
            Message.DEFAULT_TIME_TO_LIVE,
            Message.DEFAULT_DELIVERY_DELAY,
            false);

    /** For how long SQS keeps messages at most: 14 days. */
    private static final long RETENTION_MILLIS = 1_209_600_000;

    static long checkTimeToLive(long millis) throws JMSException {
        if (millis < 0) {
            throw new JMSException("time to live " + millis + " is negative; 0 stands for no end");
        }
        return millis;
    }

    static long checkDelay(long millis) throws JMSException {
        if (millis < 0) {
            throw new JMSException("delivery delay " + millis + " is negative");
        }
        if (millis >= RETENTION_MILLIS) {
            throw new JMSException("delivery delay " + millis
                    + " ms is too long: SQS keeps messages for 14 days at most (1209600000 ms) and drops them then");
        }
        return millis;
    }

    SendOptions with(int mode, int newPriority, long newTimeToLive) {
        return new SendOptions(mode, newPriority, newTimeToLive, deliveryDelay, disableTimestamp);
    }

    /** @throws JMSException if a value is not one that JMS allows */
    SendOptions checked(int mode, int newPriority, long newTimeToLive) throws JMSException {
        return with(
                SpillwayMessage.checkDeliveryMode(mode),
                SpillwayMessage.checkPriority(newPriority),
                checkTimeToLive(newTimeToLive));
    }

    SendOptions withDelay(long delay) {
        return new SendOptions(deliveryMode, priority, timeToLive, delay, disableTimestamp);
    }

    SendOptions withoutTimestamp(boolean disable) {
        return new SendOptions(deliveryMode, priority, timeToLive, deliveryDelay, disable);
    }

    /** The longest times to live end at the end of time, not before it began. */
    private long expiration(long now) {
        long delivery = now + deliveryDelay;
        return timeToLive == 0 ? 0 : delivery + Math.min(timeToLive, Long.MAX_VALUE - delivery);
    }

    /** The message as it travels: one that has no timestamp tells so, or its receivers would take the service's. */
    MappedMessage stamped(MappedMessage message) {
        return disableTimestamp
                ? new MappedMessage(
                        message.body(), message.headers().withTimestamp(Headers.UNSTAMPED), message.properties())
                : message;
    }

    /** Sets the headers that a send sets (section 3.4). */
    void stamp(Message message, Destination to, long now) throws JMSException {
        message.setJMSDestination(to);
        message.setJMSDeliveryMode(deliveryMode);
        message.setJMSPriority(priority);
        message.setJMSTimestamp(disableTimestamp ? 0 : now);
        message.setJMSExpiration(expiration(now));
        message.setJMSDeliveryTime(now + deliveryDelay);
    }
}
