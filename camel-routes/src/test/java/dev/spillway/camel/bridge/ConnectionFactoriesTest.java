/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.camel.TestBroker;
import dev.spillway.camel.bridge.config.BrokerConfig;
import dev.spillway.camel.bridge.config.ConfigException;
import dev.spillway.camel.jms.UserConnectionFactory;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionFactoriesTest {

    @TempDir
    static Path data;

    private static TestBroker broker;

    @TempDir
    Path libraries;

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void a_factory_of_a_class_has_its_url_and_its_properties() throws Exception {
        ConnectionFactory factory = new ConnectionFactories(null)
                .make(ofClass(
                        ActiveMQConnectionFactory.class.getName(),
                        Map.of("clientID", "bridge-7", "blockOnDurableSend", "false", "connectionTTL", "70000")));

        assertThat(((ActiveMQConnectionFactory) factory).getConnectionTTL()).isEqualTo(70_000);
        assertThat(((ActiveMQConnectionFactory) factory).isBlockOnDurableSend()).isFalse();
        try (Connection connection = factory.createConnection()) {
            assertThat(connection.getClientID()).isEqualTo("bridge-7");
        }
    }

    @Test
    void a_class_may_be_in_a_jar_of_the_folder_of_libraries() throws Exception {
        jar("""
                package vendor;
                public class Factory extends org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory {
                    public Factory(String url) {
                        super(url);
                    }
                }
                """);

        ConnectionFactory factory = new ConnectionFactories(libraries).make(ofClass("vendor.Factory", Map.of()));

        assertThat(JmsCheck.connect(factory)).startsWith("ActiveMQ");
    }

    @Test
    void a_factory_may_be_looked_up_by_jndi_and_connect_as_a_user() throws Exception {
        ConnectionFactory factory = new ConnectionFactories(null).make(byJndi("plant", "java.naming.factory.initial"));

        assertThat(JmsCheck.connect(factory)).startsWith("ActiveMQ");
    }

    @Test
    void a_user_may_have_no_password() throws Exception {
        List<@Nullable String> passwords = new ArrayList<>();
        ConnectionFactory delegate = new ActiveMQConnectionFactory(broker.url()) {
            @Override
            public Connection createConnection(String user, String password) throws JMSException {
                passwords.add(password);
                return super.createConnection(user, password);
            }
        };

        JmsCheck.connect(new UserConnectionFactory(delegate, "bridge", null));

        assertThat(passwords).containsExactly((String) null);
    }

    @Test
    void a_name_that_jndi_does_not_have_is_told() {
        refused(byJndi("other", "java.naming.factory.initial"), "JNDI has no other");
        refused(byJndi("plant", "java.naming.factory.initials"), "JNDI has no plant", "NoInitialContext");
    }

    @Test
    void a_class_that_is_no_connection_factory_is_refused() {
        refused(ofClass("java.lang.StringBuilder", Map.of()), "is no jakarta.jms.ConnectionFactory");
        refused(ofClass("java.lang.Thread", Map.of()), "is no jakarta.jms.ConnectionFactory");
        refused(ofClass("java.util.List", Map.of()), "has no public constructor that takes a url");
    }

    @Test
    void a_truth_value_is_true_or_false() {
        refused(
                ofClass(ActiveMQConnectionFactory.class.getName(), Map.of("blockOnDurableSend", "yes")),
                "the property blockOnDurableSend takes a boolean");
    }

    private void refused(BrokerConfig config, String... parts) {
        assertThatThrownBy(() -> new ConnectionFactories(null).make(config))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("bridge.yaml:3: broker plant: ")
                .hasMessageContainingAll(parts);
    }

    private static BrokerConfig ofClass(String className, Map<String, String> properties) {
        return config(className, properties, null, Map.of(), null);
    }

    private static BrokerConfig byJndi(String name, String initialFactoryKey) {
        Map<String, String> environment = Map.of(
                initialFactoryKey,
                "org.apache.activemq.artemis.jndi.ActiveMQInitialContextFactory",
                "connectionFactory.plant",
                broker.url());
        return config(null, Map.of(), name, environment, "bridge");
    }

    private static BrokerConfig config(
            @Nullable String className,
            Map<String, String> properties,
            @Nullable String jndiName,
            Map<String, String> environment,
            @Nullable String user) {
        return new BrokerConfig(
                "plant",
                "bridge.yaml:3",
                className,
                className == null ? null : broker.url(),
                properties,
                jndiName,
                environment,
                user,
                user == null ? null : "secret");
    }

    private void jar(String source) throws IOException {
        Path file = Files.writeString(
                Files.createDirectories(libraries.resolve("vendor")).resolve("Factory.java"), source);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), file.toString());
        assertThat(failed).isZero();
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(libraries.resolve("vendor.jar")))) {
            jar.putNextEntry(new JarEntry("vendor/Factory.class"));
            Files.copy(libraries.resolve("vendor/Factory.class"), jar);
        }
    }
}
