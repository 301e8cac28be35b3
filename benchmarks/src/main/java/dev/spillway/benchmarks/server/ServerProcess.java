/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own, so that its CPU time and memory are its own, with a folder that goes with it. */
public final class ServerProcess implements AutoCloseable {

    private static final String READY = "ready ";

    private final Process process;
    private final Path folder;
    private final String address;

    private ServerProcess(Process process, Path folder, String address) {
        this.process = process;
        this.folder = folder;
        this.address = address;
    }

    /**
     * Starts a server and returns when it serves.
     *
     * @param main a class whose main method takes a folder for its data, and calls {@link #ready} when it serves
     */
    public static ServerProcess start(Class<?> main) throws IOException {
        return start(main, Files.createTempDirectory("spillway-benchmark"), "1g");
    }

    /**
     * As {@link #start(Class)}, in a folder that may hold what a server has left there.
     *
     * @param heap the limit of its heap, as {@code -Xmx} has it
     */
    public static ServerProcess start(Class<?> main, Path folder, String heap) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                folder.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("stderr").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-" + main.getSimpleName()));
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                discardTheRest(output);
                return new ServerProcess(process, folder, line.substring(READY.length()));
            }
        }
        throw new IOException(main.getSimpleName() + " did not start:\n" + Files.readString(folder.resolve("stderr")));
    }

    /** To be called by the server's main method. */
    public static void ready(String address) {
        System.out.println(READY + address);
    }

    private static void discardTheRest(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "server-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** What the server said it listens on. */
    public String address() {
        return address;
    }

    /** CPU time of the whole process since it began, its start included. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The most resident memory that it has had, in MiB; 0 where the system does not tell. */
    public long peakMebibytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end and waits until it has. Its folder stays. */
    public void stop() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            throw new IOException("the server does not end");
        }
    }

    /** Ends it as {@code kill -9} does. Its folder stays. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        delete(folder);
    }

    /** Deletes a folder and all that is in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
