/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** ElasticMQ by its own main class, with messages in memory. */
public final class ElasticMqServer {

    private ElasticMqServer() {}

    /** @param arguments the data folder */
    public static void main(String[] arguments) throws Exception {
        start(Path.of(arguments[0]), "");
    }

    /** @param storage what the configuration says of storage */
    static void start(Path folder, String storage) throws Exception {
        int port = freePort();
        Path configuration = folder.resolve("elasticmq.conf");
        Files.writeString(configuration, """
                include classpath("application.conf")
                node-address { protocol = http, host = "127.0.0.1", port = %d, context-path = "" }
                rest-sqs { enabled = true, bind-port = %d, bind-hostname = "127.0.0.1" }
                rest-stats { enabled = false }
                %s
                """.formatted(port, port, storage));
        System.setProperty("config.file", configuration.toString());
        Thread server = new Thread(() -> org.elasticmq.server.Main.main(new String[0]), "elasticmq");
        server.start();
        String endpoint = "http://127.0.0.1:" + port;
        while (!answers(endpoint)) {
            Thread.onSpinWait();
        }
        ServerProcess.ready(endpoint);
    }

    private static boolean answers(String endpoint) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(endpoint + "/health").toURL().openConnection();
            return connection.getResponseCode() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
