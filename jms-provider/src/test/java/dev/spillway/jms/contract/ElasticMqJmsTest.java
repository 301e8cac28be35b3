/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on ElasticMQ, an independent server of the SQS API. */
class ElasticMqJmsTest extends JmsContract {

    private static SQSRestServer server;
    private static int port;

    @BeforeAll
    static void start() {
        server = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .start();
        port = server.waitUntilStarted().localAddress().getPort();
    }

    @AfterAll
    static void stop() {
        server.stopAndWait();
    }

    @Override
    String uri() {
        return "spillway:http://127.0.0.1:" + port + "?region=us-east-1";
    }
}
