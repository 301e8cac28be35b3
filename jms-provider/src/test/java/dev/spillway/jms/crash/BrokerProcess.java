/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.crash;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A broker in a process of its own, to be killed. */
final class BrokerProcess implements AutoCloseable {

    private final Process process;
    private final URI endpoint;

    private BrokerProcess(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts a broker on a port, 0 for a free one, and returns when it serves. */
    static BrokerProcess start(Path data, int port) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        data.toString(),
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String endpoint = output.readLine();
        if (endpoint == null) {
            throw new IllegalStateException("the broker's process ended before it served");
        }
        return new BrokerProcess(process, URI.create(endpoint));
    }

    /** What the process runs. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[1]);
        SpillwayConfig config = new SpillwayConfig("127.0.0.1", port, SpillwayConfig.DEFAULT.account());
        System.out.println(
                SpillwayBroker.start(Path.of(arguments[0]), config, null).endpoint());
    }

    URI endpoint() {
        return endpoint;
    }

    /** Kills it as {@code kill -9} does: nothing in the process gets to run any more. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the broker's process does not end");
        }
    }
}
