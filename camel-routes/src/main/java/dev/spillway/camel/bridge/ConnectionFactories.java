/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.bridge.config.BrokerConfig;
import dev.spillway.camel.bridge.config.ConfigException;
import dev.spillway.camel.jms.UserConnectionFactory;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** Makes the connection factories of brokers, of classes in the bridge's own jar or in a folder of libraries. */
final class ConnectionFactories {

    private final ClassLoader classes;

    /** @param libraries a folder with jars; {@code null} for none */
    ConnectionFactories(@Nullable Path libraries) {
        classes = libraries == null
                ? ConnectionFactories.class.getClassLoader()
                : new URLClassLoader("libraries", jars(libraries), ConnectionFactories.class.getClassLoader());
    }

    /** @throws ConfigException if it can't be made as configured */
    ConnectionFactory make(BrokerConfig broker) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes); // where JNDI and the clients' own plug-ins are looked for
        try {
            ConnectionFactory factory = broker.className() == null ? lookUp(broker) : construct(broker);
            return broker.user() == null
                    ? factory
                    : new UserConnectionFactory(factory, broker.user(), broker.password());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ConnectionFactory construct(BrokerConfig broker) {
        Object made;
        try {
            Class<?> type = Class.forName(broker.className(), true, classes);
            made = broker.url() == null
                    ? type.getConstructor().newInstance()
                    : type.getConstructor(String.class).newInstance(broker.url());
        } catch (ClassNotFoundException | NoClassDefFoundError e) {
            throw error(
                    broker,
                    "the class " + broker.className() + " is not there (" + e
                            + "); its jar, and those that it needs, belong in the folder 'libraries'");
        } catch (NoSuchMethodException e) {
            throw error(
                    broker,
                    broker.className() + " has no public constructor that takes "
                            + (broker.url() == null ? "nothing; it may want a url" : "a url"));
        } catch (ReflectiveOperationException e) {
            throw error(
                    broker,
                    broker.className() + " can't be made" + (broker.url() == null ? "" : " of its url") + ": "
                            + (e.getCause() == null ? e : e.getCause()));
        }
        ConnectionFactory factory = factory(broker, made);
        try {
            new Setters(factory).set(broker);
        } catch (LinkageError e) {
            throw error(
                    broker,
                    broker.className() + " needs what is not there (" + e
                            + "); the jar that has it belongs in the folder 'libraries'");
        }
        return factory;
    }

    /** What is looked up, and where, is said by who runs the bridge, not by a message. */
    @SuppressWarnings("BanJNDI")
    private ConnectionFactory lookUp(BrokerConfig broker) {
        Properties environment = new Properties();
        environment.putAll(broker.environment());
        try {
            Context context = new InitialContext(environment);
            try {
                return factory(broker, context.lookup(broker.jndiName()));
            } finally {
                context.close();
            }
        } catch (NamingException e) {
            throw error(broker, "JNDI has no " + broker.jndiName() + ": " + e);
        }
    }

    private static ConnectionFactory factory(BrokerConfig broker, Object made) {
        if (made instanceof ConnectionFactory factory) {
            return factory;
        }
        throw error(
                broker,
                made.getClass().getName()
                        + " is no jakarta.jms.ConnectionFactory; the client has to be one for Jakarta Messaging 3");
    }

    static ConfigException error(BrokerConfig broker, String message) {
        return new ConfigException(broker.place() + ": broker " + broker.name() + ": " + message);
    }

    private static URL[] jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = url(jars.get(i));
            }
            return urls;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
