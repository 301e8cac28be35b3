/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;

/** Connects as a user. */
final class UserConnectionFactory implements ConnectionFactory {

    private final ConnectionFactory delegate;
    private final String user;
    private final String password;

    UserConnectionFactory(ConnectionFactory delegate, String user, String password) {
        this.delegate = delegate;
        this.user = user;
        this.password = password;
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
