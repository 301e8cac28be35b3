/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import org.jspecify.annotations.Nullable;

/** Connects as a user. */
public final class UserConnectionFactory implements ConnectionFactory {

    private final ConnectionFactory delegate;
    private final String user;
    private final @Nullable String password;

    /** @param password {@code null} for none */
    public UserConnectionFactory(ConnectionFactory delegate, String user, @Nullable String password) {
        this.delegate = delegate;
        this.user = user;
        this.password = password;
    }

    /** What the broker's client gives, whoever connects. */
    static ConnectionFactory unwrap(ConnectionFactory factory) {
        return factory instanceof UserConnectionFactory as ? unwrap(as.delegate) : factory;
    }

    @Override
    public Connection createConnection() throws JMSException {
        return delegate.createConnection(user, password);
    }

    @Override
    public Connection createConnection(String otherUser, String otherPassword) throws JMSException {
        return delegate.createConnection(otherUser, otherPassword);
    }

    @Override
    public JMSContext createContext() {
        return delegate.createContext(user, password);
    }

    @Override
    public JMSContext createContext(int sessionMode) {
        return delegate.createContext(user, password, sessionMode);
    }

    @Override
    public JMSContext createContext(String otherUser, String otherPassword) {
        return delegate.createContext(otherUser, otherPassword);
    }

    @Override
    public JMSContext createContext(String otherUser, String otherPassword, int sessionMode) {
        return delegate.createContext(otherUser, otherPassword, sessionMode);
    }
}
