/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.server;

import java.nio.file.Path;

/** ElasticMQ with its storage of messages, an H2 database on disk. */
public final class StoringElasticMqServer {

    private StoringElasticMqServer() {}

    /** @param arguments the data folder */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        ElasticMqServer.start(folder, """
                messages-storage {
                  enabled = true
                  driver-class = "org.h2.Driver"
                  uri = "jdbc:h2:%s"
                  username = "sa"
                  password = ""
                }
                """.formatted(folder.resolve("messages").toAbsolutePath()));
    }
}
