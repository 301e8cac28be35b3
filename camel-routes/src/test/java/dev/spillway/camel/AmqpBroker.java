/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * An Artemis, in memory, that takes AMQP 1.0 alone, and the client Qpid JMS. Artemis's AMQP is of its distribution, unpacked by
 * the build; neither is on a class path, so that a bridge finds the client in its folder of libraries alone.
 */
public final class AmqpBroker implements AutoCloseable {

    /** The client. */
    public static final Path LIBRARIES = Path.of("target", "qpid-jms");

    /** The queue for what was delivered ten times. */
    public static final String DEAD_LETTERS = "DLQ";

    private static final Path PROTOCOL = Path.of("target", "artemis-amqp");
    private static final String ACCEPTOR = "amqp";

    private final JarFolder client = new JarFolder(LIBRARIES);
    private final JarFolder protocol = new JarFolder(PROTOCOL);
    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();

    public AmqpBroker() throws Exception {
        ConfigurationImpl configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(false);
        configuration.setSecurityEnabled(false);
        configuration.addQueueConfiguration(QueueConfiguration.of(DEAD_LETTERS).setRoutingType(RoutingType.ANYCAST));
        configuration.addAddressSetting("#", new AddressSettings().setDeadLetterAddress(SimpleString.of(DEAD_LETTERS)));
        configuration.addAcceptorConfiguration(ACCEPTOR, "tcp://127.0.0.1:0?protocols=AMQP");
        broker.setConfiguration(configuration);
        protocol.inContext(broker::start);
    }

    /** Where Qpid JMS connects to. */
    public String url() {
        NettyAcceptor acceptor =
                (NettyAcceptor) broker.getActiveMQServer().getRemotingService().getAcceptor(ACCEPTOR);
        return "amqp://127.0.0.1:" + acceptor.getActualPort();
    }

    /** Of Qpid JMS. */
    public ConnectionFactory factory() throws Exception {
        return client.inContext(() -> (ConnectionFactory) client.load("org.apache.qpid.jms.JmsConnectionFactory")
                .getConstructor(String.class)
                .newInstance(url()));
    }

    @Override
    public void close() throws Exception {
        broker.stop();
        protocol.close();
        client.close();
    }
}
