/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * A broker of ActiveMQ Classic, in memory, of the jars that the build has copied: they are on no class path, so that a bridge
 * finds the client in its folder of libraries alone.
 */
public final class ActiveMqClassic implements AutoCloseable {

    /** Broker and client. */
    public static final Path LIBRARIES = Path.of("target", "activemq-classic");

    private final JarFolder classes = new JarFolder(LIBRARIES);
    private final Object service;
    private final String url;

    public ActiveMqClassic() throws Exception {
        Class<?> type = classes.load("org.apache.activemq.broker.BrokerService");
        service = type.getConstructor().newInstance();
        url = classes.inContext(() -> {
            for (String off : List.of("setPersistent", "setUseJmx", "setUseShutdownHook")) {
                type.getMethod(off, boolean.class).invoke(service, false);
            }
            Object connector = type.getMethod("addConnector", String.class).invoke(service, "tcp://127.0.0.1:0");
            type.getMethod("start").invoke(service);
            type.getMethod("waitUntilStarted").invoke(service);
            return String.valueOf(
                    connector.getClass().getMethod("getConnectUri").invoke(connector));
        });
    }

    /** Where its client connects to. */
    public String url() {
        return url;
    }

    /** Of its own client. */
    public ConnectionFactory factory() throws ReflectiveOperationException {
        return (ConnectionFactory) classes.load("org.apache.activemq.ActiveMQConnectionFactory")
                .getConstructor(String.class)
                .newInstance(url);
    }

    @Override
    public void close() throws Exception {
        service.getClass().getMethod("stop").invoke(service);
        service.getClass().getMethod("waitUntilStopped").invoke(service);
        classes.close();
    }
}
