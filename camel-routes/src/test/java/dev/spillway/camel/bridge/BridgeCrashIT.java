/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.BothEnds;
import dev.spillway.mapping.FakeS3;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The bridge's jar moves messages by all its templates between a broker and an endpoint of SQS, each a process, one of which
 * is killed by {@code kill -9} and begins again, once in a build. With {@code -Plong} more often.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class BridgeCrashIT {

    private static final int KILLS = Integer.getInteger("spillway.bridge.kills", 1);

    /** The ones that are killed. The broker is the source of some routes and the target of others, and so is the endpoint. */
    enum Victim {
        BRIDGE,
        BROKER,
        ENDPOINT
    }

    private static final String FILE = """
            brokers:
              plant:
                class: org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory
                # What is prefetched when the bridge dies would count as delivered, and Artemis gives up after ten times.
                url: ${env:BROKER}
            aws:
              region: us-east-1
              endpoint: ${env:ENDPOINT}
              accessKeyId: any
              secretAccessKey: any
              s3:
                bucket: payloads
                endpoint: ${env:S3}
                threshold: 10000
            management:
              port: 0
            mappings:
            """;

    @TempDir
    static Path folder;

    private static String url;
    private static URI uri;
    private static TestProcess broker;
    private static TestProcess endpoint;
    private static FakeS3 s3;
    private static ActiveMQConnectionFactory factory;
    private static SqsAsyncClient sqs;
    private static BothEnds ends;
    private static String deadFifo;
    private static String dead;

    @BeforeAll
    static void start() throws IOException {
        int jmsPort = TestProcess.freePort();
        int sqsPort = TestProcess.freePort();
        url = "tcp://127.0.0.1:" + jmsPort;
        uri = URI.create("http://127.0.0.1:" + sqsPort);
        broker = server("broker", 0, jmsPort);
        endpoint = server("endpoint", sqsPort, 0);
        broker.start();
        endpoint.start();
        s3 = new FakeS3();
        factory = new ActiveMQConnectionFactory(url);
        sqs = BothEnds.client(uri, AwsRetryStrategy.standardRetryStrategy());
        ends = new BothEnds(factory, sqs);
        deadFifo = ends.createFifoQueue("dead.fifo", Map.of());
        dead = sqs.createQueue(request -> request.queueName("dead")).join().queueUrl();
    }

    private static TestProcess server(String name, int port, int jmsPort) {
        return new TestProcess(
                folder.resolve(name + ".log"),
                "Spillway is open.",
                Map.of(),
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.spillway.artemis.standalone.Main",
                        "--port=" + port,
                        "--jms-port=" + jmsPort,
                        "--data=" + folder.resolve(name)));
    }

    @AfterAll
    static void stop() {
        try (TestProcess first = broker;
                TestProcess second = endpoint;
                FakeS3 third = s3) {
            factory.close();
            sqs.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_lost_and_nothing_goes_to_the_dead_letter_queues(Victim victim) throws Exception {
        String name = victim.toString();
        try (OneWays oneWays = new OneWays(ends, name);
                Requests requests = new Requests(ends, name, victim != Victim.BROKER);
                LargePayloads large = new LargePayloads(ends, s3, name)) {
            List<Traffic> all = List.of(oneWays, requests, large);
            try (TestProcess bridge = bridge(name, all)) {
                move(all, victim, bridge);
            } // a worker may hold what another had already: it would come in addition

            for (Traffic traffic : all) {
                System.out.printf("%d kills of the %s, %s%n", KILLS, victim, traffic.assertNothingLost());
            }
        }
        assertThat(List.of(ends.depthOfJms("dead"), ends.depthOfSqs(dead), ends.depthOfSqs(deadFifo)))
                .containsOnly(0);
    }

    private static void move(List<Traffic> all, Victim victim, TestProcess bridge) throws IOException, JMSException {
        if (victim != Victim.BRIDGE) {
            bridge.start();
        }
        for (int kill = 0; kill < KILLS; kill++) {
            for (Traffic traffic : all) {
                traffic.send();
            }
            if (victim == Victim.BRIDGE) {
                bridge.start();
            }
            for (Traffic traffic : all) {
                soon().until(traffic::isMoving);
            }
            kill(victim, bridge);
        }
        if (victim == Victim.BRIDGE) {
            bridge.start();
        }
        for (Traffic traffic : all) {
            soon().untilAsserted(traffic::assertQuiet);
        }
    }

    private static void kill(Victim victim, TestProcess bridge) throws IOException {
        switch (victim) {
            case BRIDGE -> bridge.kill();
            case BROKER -> restart(broker);
            case ENDPOINT -> restart(endpoint);
        }
    }

    private static void restart(TestProcess process) throws IOException {
        process.kill();
        process.start();
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(20));
    }

    private static TestProcess bridge(String name, List<Traffic> all) throws IOException {
        String mappings = all.stream().map(Traffic::mappings).collect(Collectors.joining());
        return new TestProcess(
                folder.resolve(name + ".log"),
                "Health and metrics: ",
                Map.of("BROKER", url, "ENDPOINT", uri.toString(), "S3", s3.uri()),
                List.of(
                        "-jar",
                        System.getProperty("spillway.bridge.jar"),
                        Files.writeString(folder.resolve(name + ".yaml"), FILE + mappings)
                                .toString()));
    }
}
