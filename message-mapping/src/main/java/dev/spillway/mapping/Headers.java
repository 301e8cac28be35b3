/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.mapping;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The JMS headers that travel with a message (Jakarta Messaging 3.1, section 3.4). JMSMessageID, JMSDestination and
 * JMSRedelivered are not among them: the receiver learns these from the service. Two are equal where every header is,
 * byte by byte.
 *
 * @param correlationId JMSCorrelationID as text; {@code null} where there is none, or where it was given as bytes
 * @param correlationIdBytes JMSCorrelationID as bytes; {@code null} where there is none, or where it was given as text
 * @param replyTo JMSReplyTo
 * @param type JMSType
 * @param priority JMSPriority, 0 to 9
 * @param persistent whether JMSDeliveryMode is PERSISTENT
 * @param timestamp JMSTimestamp, milliseconds since the epoch; 0 where nothing is told of it, so that the service's time
 *     stands for it; {@link #UNSTAMPED} where the sender asked for none
 * @param expiration JMSExpiration, milliseconds since the epoch; 0 for a message that does not expire
 * @param deliveryTime JMSDeliveryTime, milliseconds since the epoch; 0 where the message was not delayed
 */
public record Headers(
        @Nullable String correlationId,
        byte @Nullable [] correlationIdBytes,
        @Nullable ReplyTo replyTo,
        @Nullable String type,
        int priority,
        boolean persistent,
        long timestamp,
        long expiration,
        long deliveryTime) {

    /** JMS's default priority. */
    public static final int DEFAULT_PRIORITY = 4;

    /** JMS's highest priority; the lowest is 0. */
    static final int MAX_PRIORITY = 9;

    /**
     * The timestamp of a message whose sender has it disabled ({@code MessageProducer.setDisableMessageTimestamp}): its
     * receivers see 0.
     */
    public static final long UNSTAMPED = -1;

    /** No header set: persistent, priority 4, everything else absent. */
    public static final Headers NONE = new Headers(null, null, null, null, DEFAULT_PRIORITY, true, 0, 0, 0);

    /** The same headers with another JMSReplyTo. */
    public Headers withReplyTo(@Nullable ReplyTo newReplyTo) {
        return with(correlationId, newReplyTo);
    }

    /** The same headers with another JMSCorrelationID: as text, as bytes, or, with neither, without one. */
    public Headers withCorrelationId(@Nullable String newCorrelationId, byte @Nullable [] newCorrelationIdBytes) {
        return new Headers(
                newCorrelationId,
                newCorrelationIdBytes,
                replyTo,
                type,
                priority,
                persistent,
                timestamp,
                expiration,
                deliveryTime);
    }

    /** The same headers with another JMSTimestamp, milliseconds since the epoch. */
    public Headers withTimestamp(long newTimestamp) {
        return new Headers(
                correlationId,
                correlationIdBytes,
                replyTo,
                type,
                priority,
                persistent,
                newTimestamp,
                expiration,
                deliveryTime);
    }

    /** The same headers with another correlation id (as text) and another JMSReplyTo. */
    Headers with(@Nullable String newCorrelationId, @Nullable ReplyTo newReplyTo) {
        return new Headers(
                newCorrelationId,
                correlationIdBytes,
                newReplyTo,
                type,
                priority,
                persistent,
                timestamp,
                expiration,
                deliveryTime);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Headers that
                && Objects.equals(correlationId, that.correlationId)
                && Arrays.equals(correlationIdBytes, that.correlationIdBytes)
                && Objects.equals(replyTo, that.replyTo)
                && Objects.equals(type, that.type)
                && priority == that.priority
                && persistent == that.persistent
                && timestamp == that.timestamp
                && expiration == that.expiration
                && deliveryTime == that.deliveryTime;
    }

    @Override
    public int hashCode() {
        int rest =
                Objects.hash(correlationId, replyTo, type, priority, persistent, timestamp, expiration, deliveryTime);
        return 31 * rest + Arrays.hashCode(correlationIdBytes);
    }
}
