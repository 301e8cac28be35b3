/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.destination.Destinations;
import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.jms.message.SpillwayMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Destination;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.QueueSender;
import org.jspecify.annotations.Nullable;

/** Sends to one destination, or, made without one, to the destination given with each message. */
final class SpillwayProducer implements QueueSender {

    private final SpillwaySession session;
    private final @Nullable SpillwayDestination destination;
    private SendOptions options = SendOptions.DEFAULT;
    private boolean disableMessageId;
    private volatile boolean closed;

    SpillwayProducer(SpillwaySession session, @Nullable SpillwayDestination destination) {
        this.session = session;
        this.destination = destination;
    }

    private void requireOpen() throws JMSException {
        if (closed) {
            throw new IllegalStateException("the producer is closed");
        }
        session.requireOpen();
    }

    private SpillwayDestination own() throws JMSException {
        requireOpen();
        if (destination == null) {
            throw new UnsupportedOperationException("the producer has no destination; give one with the message");
        }
        return destination;
    }

    private SpillwayDestination given(Destination each) throws JMSException {
        requireOpen();
        if (destination != null) {
            throw new UnsupportedOperationException(
                    "the producer sends to " + destination + "; make one without a destination to name one each time");
        }
        return Destinations.require(each);
    }

    @Override
    public void setDisableMessageID(boolean value) throws JMSException {
        requireOpen();
        disableMessageId = value;
    }

    @Override
    public boolean getDisableMessageID() throws JMSException {
        requireOpen();
        return disableMessageId;
    }

    @Override
    public void setDisableMessageTimestamp(boolean value) throws JMSException {
        requireOpen();
        options = options.withoutTimestamp(value);
    }

    @Override
    public boolean getDisableMessageTimestamp() throws JMSException {
        requireOpen();
        return options.disableTimestamp();
    }

    @Override
    public void setDeliveryMode(int deliveryMode) throws JMSException {
        requireOpen();
        options =
                options.with(SpillwayMessage.checkDeliveryMode(deliveryMode), options.priority(), options.timeToLive());
    }

    @Override
    public int getDeliveryMode() throws JMSException {
        requireOpen();
        return options.deliveryMode();
    }

    @Override
    public void setPriority(int priority) throws JMSException {
        requireOpen();
        options = options.with(options.deliveryMode(), SpillwayMessage.checkPriority(priority), options.timeToLive());
    }

    @Override
    public int getPriority() throws JMSException {
        requireOpen();
        return options.priority();
    }

    @Override
    public void setTimeToLive(long timeToLive) throws JMSException {
        requireOpen();
        options = options.with(options.deliveryMode(), options.priority(), SendOptions.checkTimeToLive(timeToLive));
    }

    @Override
    public long getTimeToLive() throws JMSException {
        requireOpen();
        return options.timeToLive();
    }

    @Override
    public void setDeliveryDelay(long deliveryDelay) throws JMSException {
        requireOpen();
        options = options.withDelay(SendOptions.checkDelay(deliveryDelay));
    }

    @Override
    public long getDeliveryDelay() throws JMSException {
        requireOpen();
        return options.deliveryDelay();
    }

    @Override
    public @Nullable Destination getDestination() throws JMSException {
        requireOpen();
        return destination;
    }

    @Override
    public @Nullable Queue getQueue() throws JMSException {
        requireOpen();
        return (Queue) destination;
    }

    @Override
    public void send(Queue to, Message message) throws JMSException {
        send((Destination) to, message);
    }

    @Override
    public void send(Queue to, Message message, int mode, int priority, long timeToLive) throws JMSException {
        send((Destination) to, message, mode, priority, timeToLive);
    }

    @Override
    public void send(Message message) throws JMSException {
        session.sender().send(own(), message, options);
    }

    @Override
    public void send(Message message, int mode, int priority, long timeToLive) throws JMSException {
        session.sender().send(own(), message, options.checked(mode, priority, timeToLive));
    }

    @Override
    public void send(Destination to, Message message) throws JMSException {
        session.sender().send(given(to), message, options);
    }

    @Override
    public void send(Destination to, Message message, int mode, int priority, long timeToLive) throws JMSException {
        session.sender().send(given(to), message, options.checked(mode, priority, timeToLive));
    }

    @Override
    public void send(Message message, CompletionListener listener) throws JMSException {
        session.sender().send(own(), message, options, listener);
    }

    @Override
    public void send(Message message, int mode, int priority, long timeToLive, CompletionListener listener)
            throws JMSException {
        session.sender().send(own(), message, options.checked(mode, priority, timeToLive), listener);
    }

    @Override
    public void send(Destination to, Message message, CompletionListener listener) throws JMSException {
        session.sender().send(given(to), message, options, listener);
    }

    @Override
    public void send(
            Destination to, Message message, int mode, int priority, long timeToLive, CompletionListener listener)
            throws JMSException {
        session.sender().send(given(to), message, options.checked(mode, priority, timeToLive), listener);
    }

    @Override
    public void close() throws JMSException {
        session.requireNotInCompletion("close its producer");
        if (!closed) {
            closed = true;
            session.awaitCompletions();
        }
    }
}
