/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;

/** A process of this JVM's Java, to be killed and started again. */
final class TestProcess implements AutoCloseable {

    /** Long, since the machine may be busy: it takes some seconds. */
    private static final Duration BOUND = Duration.ofSeconds(120);

    private final Path output;
    private final String started;
    private final Map<String, String> environment;
    private final List<String> command = new ArrayList<>();
    private Process process;

    /**
     * @param output the file for what it prints
     * @param started what it prints once it has started
     * @param environment variables besides those of this process
     * @param arguments of the {@code java} command
     */
    TestProcess(Path output, String started, Map<String, String> environment, List<String> arguments) {
        this.output = output;
        this.started = started;
        this.environment = environment;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
        command.addAll(arguments);
    }

    /** Starts it and returns when it has started. */
    void start() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        Awaitility.await(started)
                .atMost(BOUND)
                .until(() -> !process.isAlive() || printed().contains(started));
        if (!printed().contains(started)) {
            throw new IllegalStateException("the process ended: " + printed());
        }
    }

    /** Kills it as {@code kill -9} does: nothing in the process gets to run any more. */
    void kill() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    @Override
    public void close() {
        kill();
    }

    /**
     * A port on loopback that is free, for a process that is to have the same when it is started again. It is none of those
     * that systems give to outgoing connections: who tries to connect while nobody listens could get it for himself.
     */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // In use: another one.
            }
        }
    }

    private String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
