/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import java.net.URI;
import java.nio.file.Path;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Both ends of a bridge in this process: a broker with Artemis's own JMS client, and queues of SQS that are others than its. */
public final class TestBroker extends BothEnds implements AutoCloseable {

    /** Where the broker puts what it gives up on. */
    public static final String GIVEN_UP = "spillway.DLQ";

    private final SpillwayBroker broker;
    private final ActiveMQConnectionFactory factory;

    public TestBroker(Path data) {
        this(SpillwayBroker.start(data, new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account()), 0));
    }

    private TestBroker(SpillwayBroker broker) {
        this(broker, new ActiveMQConnectionFactory(url(broker)));
    }

    private TestBroker(SpillwayBroker broker, ActiveMQConnectionFactory factory) {
        super(factory, broker.sqs());
        this.broker = broker;
        this.factory = factory;
    }

    private static String url(SpillwayBroker broker) {
        return "tcp://127.0.0.1:" + broker.jmsPort();
    }

    /** Where Artemis's JMS client connects to. */
    public String url() {
        return url(broker);
    }

    /** The endpoint of SQS. */
    public URI endpoint() {
        return broker.endpoint();
    }

    @Override
    public void close() {
        factory.close();
        broker.close();
    }
}
