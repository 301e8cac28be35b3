/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.ExceptionListener;
import jakarta.jms.IllegalStateException;
import jakarta.jms.IllegalStateRuntimeException;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, chapter 6 and section 7.3: what callbacks may not do, and what closed contexts refuse. */
interface CallbackContract extends JmsFixture {

    /** Calls these in the completion listener of a send, and collects what they throw. */
    private static CompletionListener calling(List<Throwable> thrown, List<ThrowingCallable> calls) {
        return new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                calls.forEach(call -> thrown.add(catchThrowable(call)));
            }

            @Override
            public void onException(Message message, Exception exception) {
                thrown.add(exception);
            }
        };
    }

    @Test
    default void a_completion_listener_can_not_end_what_waits_for_it() throws JMSException {
        Connection connection = connect();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(newQueue());
        List<Throwable> thrown = new CopyOnWriteArrayList<>();

        producer.send(
                session.createMessage(),
                calling(
                        thrown,
                        List.of(
                                session::commit,
                                session::rollback,
                                producer::close,
                                session::close,
                                connection::close)));

        await().until(() -> thrown.size() == 5);
        assertThat(thrown).allSatisfy(each -> assertThat(each).isInstanceOf(IllegalStateException.class));
        session.commit();
    }

    @Test
    default void a_completion_listener_can_not_end_its_context() throws JMSException {
        JMSContext context = context(JMSContext.SESSION_TRANSACTED);
        List<Throwable> thrown = new CopyOnWriteArrayList<>();

        context.createProducer()
                .setAsync(calling(thrown, List.of(context::commit, context::rollback, context::close)))
                .send(newQueue(), "text");

        await().until(() -> thrown.size() == 3);
        assertThat(thrown).allSatisfy(each -> assertThat(each).isInstanceOf(IllegalStateRuntimeException.class));
        context.commit();
    }

    @Test
    default void a_completion_listener_may_stop_its_connection() throws JMSException {
        Queue queue = newQueue();
        JMSContext context = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSConsumer consumer = context.createConsumer(queue);
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        AtomicBoolean stopped = new AtomicBoolean();

        context.createProducer()
                .setAsync(calling(thrown, List.of(context::stop, () -> stopped.set(true))))
                .send(queue, "text");

        await().untilTrue(stopped);
        assertThat(thrown).containsOnlyNulls();
        assertThat(consumer.receiveNoWait()).isNull();
        context.start();
        assertThat(consumer.receiveBody(String.class, SOON)).isEqualTo("text");
    }

    /** As BytesMessage has it; streams are written and read the same way. */
    @Test
    default void a_completion_listener_reads_what_was_written_without_a_reset() throws JMSException {
        Session session = session();
        MessageProducer producer = session.createProducer(newQueue());
        BytesMessage bytes = session.createBytesMessage();
        bytes.writeInt(22);
        StreamMessage stream = session.createStreamMessage();
        stream.writeString("a");
        List<Object> read = new CopyOnWriteArrayList<>();
        List<Throwable> thrown = new CopyOnWriteArrayList<>();

        producer.send(bytes, calling(thrown, List.of(() -> read.add(bytes.readInt()))));
        producer.send(stream, calling(thrown, List.of(() -> read.add(stream.readString()))));

        await().until(() -> thrown.size() == 2);
        assertThat(thrown).containsOnlyNulls();
        assertThat(read).containsExactly(22, "a");
    }

    @Test
    default void a_connection_is_stopped_by_a_completion_listener_that_a_listener_waits_for() throws JMSException {
        Queue queue = newQueue();
        Queue replies = newQueue();
        Connection connection = connect();
        Session session = connection.createSession(Session.SESSION_TRANSACTED);
        MessageProducer producer = session.createProducer(replies);
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        session.createConsumer(queue).setMessageListener(message -> {
            CompletionListener stopping = calling(thrown, List.of(connection::stop));
            thrown.add(catchThrowable(() -> producer.send(session.createMessage(), stopping)));
            thrown.add(catchThrowable(session::commit));
        });

        given(queue, "a");

        await().until(() -> thrown.size() == 3);
        assertThat(thrown).containsOnlyNulls();
    }

    @Test
    default void a_listener_can_not_end_its_context_and_may_end_its_transaction() throws JMSException {
        Queue queue = newQueue();
        JMSContext context = context(JMSContext.SESSION_TRANSACTED);
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        context.createConsumer(queue).setMessageListener(message -> {
            thrown.add(catchThrowable(context::close));
            thrown.add(catchThrowable(context::stop));
            context.commit();
            thrown.add(new AssertionError("committed"));
        });

        given(queue, "a");

        await().until(() -> thrown.size() == 3);
        assertThat(thrown.subList(0, 2))
                .allSatisfy(each -> assertThat(each).isInstanceOf(IllegalStateRuntimeException.class));
        context.close();
        assertThat(session().createConsumer(queue).receive(300)).isNull();
    }

    @Test
    default void an_exception_listener_may_close_the_connection() throws Exception {
        Queue queue = newQueue();
        Connection connection = connect("prefetch=0");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        ExceptionListener closing = failure ->
                thrown.set(catchThrowable(connection::close) == null ? failure : new AssertionError("close failed"));
        connection.setExceptionListener(closing);
        assertThat(connection.getExceptionListener()).isSameAs(closing);
        MessageConsumer consumer = connection.createSession().createConsumer(queue);

        sqs().deleteQueue(request -> request.queueUrl(sqs().getQueueUrl(url -> url.queueName(name(queue)))
                        .join()
                        .queueUrl()))
                .join();

        consumer.setMessageListener(message -> {});

        await().until(() -> thrown.get() != null);
        assertThat(thrown.get()).isInstanceOf(jakarta.jms.InvalidDestinationException.class);
        assertThatThrownBy(connection::createSession).isInstanceOf(IllegalStateException.class);
    }

    private static String name(Queue queue) {
        try {
            return queue.getQueueName();
        } catch (JMSException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    default void a_closed_context_refuses_everything_though_its_connection_goes_on() throws JMSException {
        Queue queue = newQueue();
        JMSContext first = context(JMSContext.AUTO_ACKNOWLEDGE);
        JMSContext second = first.createContext(JMSContext.CLIENT_ACKNOWLEDGE);
        JMSProducer producer = first.createProducer();

        first.close();
        first.close();

        List<ThrowingCallable> calls = List.of(
                first::getClientID,
                () -> first.setClientID("late"),
                first::getMetaData,
                first::getExceptionListener,
                () -> first.setExceptionListener(null),
                first::start,
                first::stop,
                first::getAutoStart,
                first::createProducer,
                first::createTextMessage,
                first::createTemporaryQueue,
                first::getTransacted,
                first::getSessionMode,
                first::recover,
                first::acknowledge,
                () -> first.createQueue("orders"),
                () -> first.createConsumer(queue),
                () -> first.createBrowser(queue),
                () -> first.createContext(JMSContext.AUTO_ACKNOWLEDGE),
                () -> producer.send(queue, "text"));
        assertThat(calls).allSatisfy(call -> assertThatThrownBy(call).isInstanceOf(IllegalStateRuntimeException.class));
        second.createProducer().send(queue, "still open");
        second.close();
    }
}
