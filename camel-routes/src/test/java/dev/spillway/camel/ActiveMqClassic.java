/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A broker of ActiveMQ Classic, in memory, of the jars that the build has copied: they are on no class path, so that a bridge
 * finds the client in its folder of libraries alone.
 */
public final class ActiveMqClassic implements AutoCloseable {

    /** Broker and client. */
    public static final Path LIBRARIES = Path.of("target", "activemq-classic");

    private final URLClassLoader classes;
    private final Object service;
    private final String url;

    public ActiveMqClassic() throws Exception {
        classes = new URLClassLoader("activemq-classic", jars(), ActiveMqClassic.class.getClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            Class<?> type = classes.loadClass("org.apache.activemq.broker.BrokerService");
            service = type.getConstructor().newInstance();
            for (String off : List.of("setPersistent", "setUseJmx", "setUseShutdownHook")) {
                type.getMethod(off, boolean.class).invoke(service, false);
            }
            Object connector = type.getMethod("addConnector", String.class).invoke(service, "tcp://127.0.0.1:0");
            type.getMethod("start").invoke(service);
            type.getMethod("waitUntilStarted").invoke(service);
            url = String.valueOf(connector.getClass().getMethod("getConnectUri").invoke(connector));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Where its client connects to. */
    public String url() {
        return url;
    }

    /** Of its own client. */
    public ConnectionFactory factory() throws ReflectiveOperationException {
        return (ConnectionFactory) classes.loadClass("org.apache.activemq.ActiveMQConnectionFactory")
                .getConstructor(String.class)
                .newInstance(url);
    }

    private static URL[] jars() throws IOException {
        try (Stream<Path> files = Files.list(LIBRARIES)) {
            return files.map(ActiveMqClassic::url).toArray(URL[]::new);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        service.getClass().getMethod("stop").invoke(service);
        service.getClass().getMethod("waitUntilStopped").invoke(service);
        classes.close();
    }
}
