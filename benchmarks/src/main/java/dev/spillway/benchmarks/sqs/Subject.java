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
    SPILLWAY("Spillway, journal synced", SpillwayServer.class, false),
    ELASTICMQ("ElasticMQ, in memory", ElasticMqServer.class, false),
    ELASTICMQ_STORING("ElasticMQ, H2 storage", StoringElasticMqServer.class, false),
    ARTEMIS("Artemis core client, TCP", SpillwayServer.class, true);

    final String title;
    private final Class<?> server;
    private final boolean core;

    Subject(String title, Class<?> server, boolean core) {
        this.title = title;
        this.server = server;
        this.core = core;
    }

    ServerProcess start() throws IOException {
        return ServerProcess.start(server);
    }

    /** Whether it is a client of SQS: Artemis's own is there for comparison in batches only. */
    boolean isSqs() {
        return !core;
    }

    static URI endpoint(ServerProcess process) {
        return URI.create(process.address().split(" ")[0]);
    }

    Cycle cycle(ServerProcess process, String queue, int batch) throws Exception {
        if (core) {
            return new CoreCycle(process.address().split(" ")[1], queue);
        }
        return new SqsCycle(endpoint(process), queueUrl(process, queue), batch);
    }

    /** Makes the queue if it is not there. @return its URL */
    static String queueUrl(ServerProcess process, String queue) throws IOException {
        try (SqsConnection connection = new SqsConnection(endpoint(process))) {
            return connection
                    .call("CreateQueue", "{\"QueueName\":\"" + queue + "\"}")
                    .replaceAll("(?s).*\"QueueUrl\":\"([^\"]+)\".*", "$1");
        }
    }
}
