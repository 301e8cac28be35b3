/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.context;

import static dev.spillway.jms.context.RuntimeExceptions.act;
import static dev.spillway.jms.context.RuntimeExceptions.query;

import dev.spillway.jms.session.SpillwayConsumer;
import dev.spillway.jms.transport.Inbox;
import jakarta.jms.JMSConsumer;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.jspecify.annotations.Nullable;

/** The simplified API's consumer. */
final class ContextConsumer implements JMSConsumer {

    private final SpillwayConsumer consumer;

    ContextConsumer(SpillwayConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public @Nullable String getMessageSelector() {
        return query(consumer::getMessageSelector);
    }

    @Override
    public @Nullable MessageListener getMessageListener() {
        return query(consumer::getMessageListener);
    }

    @Override
    public void setMessageListener(@Nullable MessageListener listener) {
        act(() -> consumer.setMessageListener(listener));
    }

    @Override
    public @Nullable Message receive() {
        return query(() -> consumer.receive());
    }

    @Override
    public @Nullable Message receive(long timeout) {
        return query(() -> consumer.receive(timeout));
    }

    @Override
    public @Nullable Message receiveNoWait() {
        return query(consumer::receiveNoWait);
    }

    @Override
    public void close() {
        act(consumer::close);
    }

    @Override
    public <T> @Nullable T receiveBody(Class<T> type) {
        return query(() -> consumer.receiveBody(type, Inbox.FOREVER));
    }

    @Override
    public <T> @Nullable T receiveBody(Class<T> type, long timeout) {
        return query(() -> consumer.receiveBody(type, timeout == 0 ? Inbox.FOREVER : timeout));
    }

    @Override
    public <T> @Nullable T receiveBodyNoWait(Class<T> type) {
        return query(() -> consumer.receiveBody(type, 0));
    }
}
