/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import dev.spillway.benchmarks.server.ElasticMqServer;
import dev.spillway.benchmarks.server.ServerProcess;
import dev.spillway.benchmarks.server.SpillwayServer;
import dev.spillway.benchmarks.server.StoringElasticMqServer;
import java.io.IOException;
import java.net.URI;

/** What is measured: a server, and how its clients reach it. */
enum Subject {
    SPILLWAY("Spillway, journal synced", SpillwayServer.class),
    ELASTICMQ("ElasticMQ, in memory", ElasticMqServer.class),
    ELASTICMQ_STORING("ElasticMQ, H2 storage", StoringElasticMqServer.class),
    ARTEMIS("Artemis core client, TCP", SpillwayServer.class);

    final String title;
    private final Class<?> server;

    Subject(String title, Class<?> server) {
        this.title = title;
        this.server = server;
    }

    ServerProcess start() throws IOException {
        return ServerProcess.start(server);
    }

    /** Whether its clients are those of SQS. */
    boolean isSqs() {
        return this != ARTEMIS;
    }

    static URI endpoint(ServerProcess process) {
        return URI.create(process.address().split(" ", -1)[0]);
    }

    static String coreUrl(ServerProcess process) {
        return process.address().split(" ", -1)[1];
    }

    /** Makes the queue if it is not there. @return its URL */
    String queue(ServerProcess process, String name) throws IOException {
        String fifo = name.endsWith(".fifo") ? ",\"Attributes\":{\"FifoQueue\":\"true\"}" : "";
        try (SqsConnection connection = new SqsConnection(endpoint(process))) {
            return connection
                    .call("CreateQueue", "{\"QueueName\":\"" + name + "\"" + fifo + "}")
                    .replaceAll("(?s).*\"QueueUrl\":\"([^\"]+)\".*", "$1");
        }
    }
}
