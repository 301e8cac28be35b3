/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.crash;

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

    /** Starts a broker on a free port and returns when it serves. */
    static BrokerProcess start(Path data) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerProcess.class.getName(),
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("endpoint ")) {
                return new BrokerProcess(process, URI.create(line.substring("endpoint ".length())));
            }
        }
        throw new IllegalStateException("the broker's process ended before it served");
    }

    /** What the process runs. */
    public static void main(String[] arguments) {
        SpillwayConfig config = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account());
        SpillwayBroker broker = SpillwayBroker.start(Path.of(arguments[0]), config, null);
        System.out.println("endpoint " + broker.endpoint());
    }

    URI endpoint() {
        return endpoint;
    }

    /** Kills it as {@code kill -9} does: nothing in the process gets to run any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the broker's process does not end");
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
