/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A broker that fails transactions with messages of some texts, or all of them, and tells nothing of why. */
final class PoisonedBroker {

    /** Whether it fails all of them. */
    volatile boolean out;

    private final Predicate<String> poisoned;

    /** @param poisoned by the text */
    PoisonedBroker(Predicate<String> poisoned) {
        this.poisoned = poisoned;
    }

    ConnectionFactory before(ConnectionFactory factory) {
        return proxy(ConnectionFactory.class, factory, ConcurrentHashMap.newKeySet());
    }

    /** @param sent the texts that the open transaction has */
    private <T> T proxy(Class<T> type, T real, Set<String> sent) {
        return type.cast(Proxy.newProxyInstance(
                PoisonedBroker.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        for (Object argument : Arrays.asList(arguments)) {
                            if (argument instanceof TextMessage message) {
                                sent.add(message.getText());
                            }
                        }
                    }
                    if (method.getName().equals("commit")
                            && (out || sent.stream().anyMatch(poisoned))) {
                        throw new JMSException("not committed, as told");
                    }
                    if (method.getName().equals("commit") || method.getName().equals("rollback")) {
                        sent.clear();
                    }
                    try {
                        Object result = method.invoke(real, arguments);
                        if (result instanceof Connection connection) {
                            return proxy(Connection.class, connection, sent);
                        } else if (result instanceof Session session) {
                            return proxy(Session.class, session, ConcurrentHashMap.newKeySet());
                        } else if (result instanceof MessageProducer producer) {
                            return proxy(MessageProducer.class, producer, sent);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
