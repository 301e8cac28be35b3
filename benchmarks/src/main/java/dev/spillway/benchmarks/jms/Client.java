/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.jms;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@link ClientProcess} that runs and waits for what it is told, and what it has measured. */
final class Client implements AutoCloseable {

    private final Process process;
    private final PrintStream commands;
    private final BufferedReader output;
    /** By title: the later one of two of a title counts. */
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private Client(Process process) {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** @param sqs as {@link ClientProcess} takes it, and so {@code own} */
    static Client start(Library library, String sqs, String own, Duration time) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClientProcess.class.getName(),
                        library.name(),
                        sqs,
                        own,
                        Long.toString(time.toMillis()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-" + library));
        return new Client(process);
    }

    /** Returns when it has done what it was told. */
    void run(String command) throws IOException {
        commands.println(command);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(ClientProcess.DONE)) {
                return;
            }
            if (Row.is(line)) {
                Row row = Row.of(line);
                rows.remove(row.load());
                rows.put(row.load(), row);
            } else {
                System.out.println(line);
            }
        }
        throw new IOException("the client has ended");
    }

    Collection<Row> rows() {
        return rows.values();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
