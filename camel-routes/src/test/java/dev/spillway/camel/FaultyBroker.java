/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/** A connection factory whose connections and commits fail as they are told. */
final class FaultyBroker {

    /** What becomes of a connection that is asked for, or of a commit. */
    enum Fault {
        NONE,
        /** It fails, and nothing was done. */
        NOT_DONE,
        /** It was done, and fails. */
        ANSWER_LOST
    }

    private final ConnectionFactory factory;
    private final Supplier<Fault> fault;

    private FaultyBroker(ConnectionFactory factory, Supplier<Fault> fault) {
        this.factory = factory;
        this.fault = fault;
    }

    /** @param fault asked at each connection and each commit, from any thread */
    static ConnectionFactory of(ConnectionFactory factory, Supplier<Fault> fault) {
        FaultyBroker faulty = new FaultyBroker(factory, fault);
        return proxy(ConnectionFactory.class, faulty::onFactory);
    }

    /** A call of a method of the interface. */
    private interface Call {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private Object onFactory(Method method, Object[] arguments) throws Throwable {
        if (!method.getReturnType().equals(Connection.class)) {
            return invoke(factory, method, arguments);
        }
        if (fault.get() != Fault.NONE) {
            throw new JMSException("no connection, as told");
        }
        Connection connection = (Connection) invoke(factory, method, arguments);
        return proxy(Connection.class, (called, with) -> onConnection(connection, called, with));
    }

    private Object onConnection(Connection connection, Method method, Object[] arguments) throws Throwable {
        Object result = invoke(connection, method, arguments);
        return result instanceof Session session
                ? proxy(Session.class, (called, with) -> onSession(session, called, with))
                : result;
    }

    private Object onSession(Session session, Method method, Object[] arguments) throws Throwable {
        Fault told = method.getName().equals("commit") ? fault.get() : Fault.NONE;
        if (told == Fault.NOT_DONE) {
            throw new JMSException("not committed, as told");
        }
        Object result = invoke(session, method, arguments);
        if (told == Fault.ANSWER_LOST) {
            throw new JMSException("committed and not answered, as told");
        }
        return result;
    }

    private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                FaultyBroker.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.on(method, arguments)));
    }
}
