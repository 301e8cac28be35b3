/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.jms;

import dev.spillway.benchmarks.server.ElasticMqServer;
import dev.spillway.benchmarks.server.ServerProcess;
import dev.spillway.benchmarks.server.SpillwayServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JMS over SQS: Spillway's provider, amazon-sqs-java-messaging-lib and, where there is a broker, Artemis's own client,
 * each in a process of its own, at the same server, one after the other; then Spillway and Artemis's client with a broker
 * in their process.
 *
 * <p>{@code -Dseconds=N}, how long producers send in each load; {@code -Dloads=TEXT}, only those whose titles have
 * the text; {@code -Dclose=false} leaves out the times of closing.
 */
public final class JmsBenchmark {

    private static final int SECONDS = Integer.getInteger("seconds", 1);

    private JmsBenchmark() {}

    /** Runs all loads at each server and prints a table for each, in Markdown. */
    public static void main(String[] arguments) throws Exception {
        boolean close = !"false".equals(System.getProperty("close"));
        System.out.printf(
                "bodies of 1 KiB, %d s each load after a warm-up, %d processors%n",
                SECONDS, Runtime.getRuntime().availableProcessors());
        try (ServerProcess server = ServerProcess.start(SpillwayServer.class)) {
            String[] addresses = server.address().split(" ", -1);
            Map<Library, List<Row>> results = new LinkedHashMap<>();
            for (Library library : Library.values()) {
                String own = library == Library.ARTEMIS ? addresses[1] : addresses[0];
                results.put(library, run(library, addresses[0], own, close && library != Library.PEER_DEFAULT));
            }
            MarkdownTable.print("Spillway's broker, journal synced, over HTTP", results);
        }
        try (ServerProcess server = ServerProcess.start(ElasticMqServer.class)) {
            Map<Library, List<Row>> results = new LinkedHashMap<>();
            for (Library library : List.of(Library.SPILLWAY, Library.PEER_DEFAULT, Library.PEER)) {
                results.put(library, run(library, server.address(), server.address(), false));
            }
            MarkdownTable.print("ElasticMQ, in memory", results);
        }
        Map<Library, List<Row>> embedded = new LinkedHashMap<>();
        for (Library library : List.of(Library.SPILLWAY, Library.ARTEMIS)) {
            Path folder = Files.createTempDirectory("spillway-benchmark");
            try {
                embedded.put(library, run(library, "embedded", folder.toString(), false));
            } finally {
                ServerProcess.delete(folder);
            }
        }
        MarkdownTable.print("Spillway's broker in the client's process, journal synced", embedded);
        System.exit(0);
    }

    private static List<Row> run(Library library, String sqs, String own, boolean close)
            throws IOException, InterruptedException {
        System.out.println(library.title);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dloads=" + System.getProperty("loads", ""),
                        ClientProcess.class.getName(),
                        library.name(),
                        sqs,
                        own,
                        Long.toString(SECONDS * 1000L),
                        Boolean.toString(close))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<Row> rows = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (Row.is(line)) {
                    rows.add(Row.of(line));
                } else {
                    System.out.println(line);
                }
            }
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        return rows;
    }
}
