/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;

class SpillwayBrokerTest {

    private static final SpillwayConfig NO_ENDPOINT =
            new SpillwayConfig("127.0.0.1", null, SpillwayConfig.DEFAULT.account());

    @TempDir
    Path data;

    @Test
    void aFolderInUseIsRefused() {
        try (SpillwayBroker first = SpillwayBroker.start(data, NO_ENDPOINT, null)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> SpillwayBroker.start(data, NO_ENDPOINT, null))
                    .withMessageContaining("in use by another broker");
            assertThat(first.sqs().listQueues().join().queueUrls()).isEmpty();
        }
    }

    @Test
    void aBrokerWithoutAnEndpointSaysSo() {
        try (SpillwayBroker broker = SpillwayBroker.start(data, NO_ENDPOINT, null)) {
            assertThatIllegalStateException().isThrownBy(broker::endpoint).withMessageContaining("without an endpoint");
            assertThatIllegalStateException().isThrownBy(broker::jmsPort).withMessageContaining("no JMS clients");
        }
    }

    @Test
    void anEndpointBeyondLoopbackIsRefused() {
        SpillwayConfig open = new SpillwayConfig("0.0.0.0", 0, SpillwayConfig.DEFAULT.account());
        assertThatIllegalStateException()
                .isThrownBy(() -> SpillwayBroker.start(data, open, null))
                .withMessageContaining("loopback");
    }

    @Test
    void aMessageThatAJmsClientRollsBackTooOftenIsNotDropped() {
        try (SpillwayBroker broker = SpillwayBroker.start(data, NO_ENDPOINT, 0);
                ActiveMQConnectionFactory factory =
                        new ActiveMQConnectionFactory("tcp://127.0.0.1:" + broker.jmsPort());
                JMSContext jms = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
            jms.createProducer().send(jms.createQueue("of-jms"), "poison");
            jms.commit();
            try (JMSConsumer consumer = jms.createConsumer(jms.createQueue("of-jms"))) {
                for (int attempt = 1; attempt <= 10; attempt++) {
                    assertThat(consumer.receive(30_000)).isNotNull();
                    jms.rollback();
                }
            }
            try (JMSConsumer dead = jms.createConsumer(jms.createQueue("spillway.DLQ"))) {
                assertThat(dead.receiveBody(String.class, 30_000)).isEqualTo("poison");
                jms.commit();
            }
            assertThat(broker.sqs().listQueues().join().queueUrls()).noneMatch(url -> url.contains("DLQ"));
        }
    }

    @Test
    void embeddedClientsAreFoundByTheSdksBuilderAndShareABroker() {
        SqsAsyncClient first = embedded("us-east-1");
        SqsAsyncClient second = embedded("us-east-1");
        first.createQueue(request -> request.queueName("orders")).join();
        first.close();
        assertThat(second.listQueues().join().queueUrls()).hasSize(1);
        second.close();
        try (SqsAsyncClient later = embedded("eu-west-1")) {
            assertThat(later.listQueues().join().queueUrls()).hasSize(1);
        }
    }

    @Test
    void anEmbeddedBrokerHasOneRegion() {
        try (SqsAsyncClient first = embedded("us-east-1")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> embedded("eu-west-1"))
                    .withMessageContaining("runs for region us-east-1");
            assertThat(first.listQueues().join().queueUrls()).isEmpty();
        }
    }

    @Test
    void anUnknownOptionOfTheEmbeddedUriIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .endpointOverride(URI.create("spillway:embedded?dta=x"))
                        .build())
                .withMessageContaining("did you mean 'data'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .endpointOverride(URI.create("http://127.0.0.1:1"))
                        .build())
                .withMessageContaining("spillway:embedded?data=DIR");
    }

    @Test
    void thePluginReadsItsProperties() {
        assertThat(SpillwayConfig.of(Map.of())).isEqualTo(SpillwayConfig.DEFAULT);
        SpillwayConfig config = SpillwayConfig.of(Map.of(
                "bind", "::1",
                "port", "1",
                "region", "eu-west-1",
                "account", "123456789012",
                "credentials", "etc/keys",
                "publicUrl", "HTTPS://queues.example.com:8443/"));
        assertThat(config.bind()).isEqualTo("::1");
        assertThat(config.credentials()).isEqualTo(Path.of("etc/keys"));
        assertThat(config.publicUrl()).isEqualTo(URI.create("https://queues.example.com:8443"));
        assertThat(config.port()).isEqualTo(1);
        assertThat(config.account().queueArn("q")).isEqualTo("arn:aws:sqs:eu-west-1:123456789012:q");
    }

    @Test
    void anUnknownPropertyIsRefusedWithTheNearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpillwayConfig.of(Map.of("prot", "1")))
                .withMessageContaining("did you mean 'port'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpillwayConfig.of(Map.of("port", "70000")))
                .withMessageContaining("65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpillwayConfig.of(Map.of("port", "x")))
                .withMessageContaining("not a number");
    }

    private SqsAsyncClient embedded(String region) {
        return builder()
                .region(Region.of(region))
                .endpointOverride(URI.create("spillway:embedded?data=" + data))
                .build();
    }

    private static SqsAsyncClientBuilder builder() {
        return ServiceLoader.load(SqsAsyncClientBuilder.class).findFirst().orElseThrow();
    }
}
