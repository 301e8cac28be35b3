/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.installed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A broker of the stock distribution with the plugin in its lib folder, in a process of its own. */
public final class InstalledBroker implements AutoCloseable {

    private static final Pattern SERVES = Pattern.compile("Spillway serves SQS at (http://\\S+)");

    /** Long, since the machine may be busy: it takes some seconds. */
    private static final Duration BOUND = Duration.ofSeconds(120);

    private final Path instance;
    private final Path output;
    private final int port;
    private @Nullable Process process;

    private InstalledBroker(Path instance, int port) {
        this.instance = instance;
        this.output = instance.resolve("output.log");
        this.port = port;
    }

    /**
     * Installs the plugin in a new broker, which is not started yet.
     *
     * @param instance the broker's folder; made here
     */
    public static InstalledBroker create(Path instance) throws IOException, InterruptedException {
        return create(instance, BrokerXml.linesOfTheReadme());
    }

    static InstalledBroker create(Path instance, String linesOfBrokerXml) throws IOException, InterruptedException {
        int port = freePort();
        Distribution.create(instance, port);
        Files.copy(Distribution.PLUGIN, instance.resolve("lib").resolve("spillway-plugin.jar"));
        BrokerXml.add(instance.resolve("etc").resolve("broker.xml"), linesOfBrokerXml);
        return new InstalledBroker(instance, port);
    }

    /** Starts it and returns when it serves. */
    public InstalledBroker start() throws IOException {
        Process started = run();
        Awaitility.await("the endpoint")
                .atMost(BOUND)
                .until(() -> !started.isAlive() || output().contains("Server is now active"));
        endpoint();
        return this;
    }

    /** Starts it. */
    Process run() throws IOException {
        Process started = Distribution.process(
                        instance.resolve("bin").resolve("artemis").toAbsolutePath(), "run")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process = started;
        return started;
    }

    /** Where SQS is served, as the broker's log tells. */
    public URI endpoint() {
        Matcher told = SERVES.matcher(output());
        if (!told.find()) {
            throw new IllegalStateException("the broker does not serve: " + output());
        }
        return URI.create(told.group(1));
    }

    /** The port on loopback of the broker's own protocols. */
    public int port() {
        return port;
    }

    /** What it has printed since it was started. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new IllegalStateException("the broker's output can't be read", e);
        }
    }

    /** Stops it as an administrator does. */
    void stop() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
                throw new IllegalStateException("the broker does not stop: " + output());
            }
            process = null;
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
