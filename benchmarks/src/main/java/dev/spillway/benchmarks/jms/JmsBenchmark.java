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
 * the text, and likewise {@code -Dclients=TEXT} and {@code -Dservers=TEXT} ({@code Spillway over HTTP}, {@code ElasticMQ},
 * {@code Spillway in process}); {@code -Dclose=false} leaves out the times of closing.
 */
public final class JmsBenchmark {

    private static final int SECONDS = Integer.getInteger("seconds", 1);
    private static final String WANTED_LOADS = System.getProperty("loads", "");
    /** How long the server is used before anything is measured: else the first library would have it cold. */
    private static final int WARM_UP_SECONDS = 10;

    private static final String WARM_UP_LOADS = "16 x send -> AUTO, listener";
    private static final boolean CLOSE = !"false".equals(System.getProperty("close"));

    private JmsBenchmark() {}

    /** Runs all loads at each server and prints a table for each, in Markdown. */
    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                "bodies of 1 KiB, %d s each load after a warm-up, %d processors%n",
                SECONDS, Runtime.getRuntime().availableProcessors());
        if (isWanted("servers", "Spillway over HTTP")) {
            try (ServerProcess server = ServerProcess.start(SpillwayServer.class)) {
                String[] addresses = server.address().split(" ", -1);
                warmUp(addresses[0]);
                measure("Spillway's broker, journal synced, over HTTP", Library.values(), library -> {
                    String own = library == Library.ARTEMIS ? addresses[1] : addresses[0];
                    return run(
                            library,
                            WANTED_LOADS,
                            SECONDS,
                            addresses[0],
                            own,
                            CLOSE && library != Library.PEER_DEFAULT);
                });
            }
        }
        if (isWanted("servers", "ElasticMQ")) {
            try (ServerProcess server = ServerProcess.start(ElasticMqServer.class)) {
                Library[] libraries = {Library.SPILLWAY, Library.PEER_DEFAULT, Library.PEER};
                warmUp(server.address());
                measure(
                        "ElasticMQ, in memory",
                        libraries,
                        library -> run(library, WANTED_LOADS, SECONDS, server.address(), server.address(), false));
            }
        }
        if (isWanted("servers", "Spillway in process")) {
            Library[] libraries = {Library.SPILLWAY, Library.ARTEMIS};
            measure("Spillway's broker in the client's process, journal synced", libraries, library -> {
                Path folder = Files.createTempDirectory("spillway-benchmark");
                try {
                    return run(library, WANTED_LOADS, SECONDS, "embedded", folder.toString(), false);
                } finally {
                    ServerProcess.delete(folder);
                }
            });
        }
        System.exit(0);
    }

    /** Whether the property, if it is set, is a part of the title. */
    private static boolean isWanted(String property, String title) {
        return title.contains(System.getProperty(property, ""));
    }

    @FunctionalInterface
    private interface Measurement {
        List<Row> of(Library library) throws IOException, InterruptedException;
    }

    private static void measure(String server, Library[] libraries, Measurement measurement)
            throws IOException, InterruptedException {
        Map<Library, List<Row>> results = new LinkedHashMap<>();
        for (Library library : libraries) {
            if (isWanted("clients", library.title)) {
                results.put(library, measurement.of(library));
            }
        }
        MarkdownTable.print(server, results);
    }

    private static void warmUp(String sqs) throws IOException, InterruptedException {
        System.out.print("warming the server up by ");
        run(Library.SPILLWAY, WARM_UP_LOADS, WARM_UP_SECONDS, sqs, sqs, false);
    }

    private static List<Row> run(Library library, String loads, int seconds, String sqs, String own, boolean close)
            throws IOException, InterruptedException {
        System.out.println(library.title);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dloads=" + loads,
                        ClientProcess.class.getName(),
                        library.name(),
                        sqs,
                        own,
                        Long.toString(seconds * 1000L),
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
