/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.jms;

import dev.spillway.benchmarks.server.ElasticMqServer;
import dev.spillway.benchmarks.server.ServerProcess;
import dev.spillway.benchmarks.server.SpillwayServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * JMS over SQS: Spillway's provider, amazon-sqs-java-messaging-lib and, where there is a broker, Artemis's own client,
 * each in a process of its own, at the same server, in turn with each load; then Spillway and Artemis's client with a
 * broker in their process.
 *
 * <p>{@code -Dseconds=N}, how long producers send in a {@link Load#main} load; {@code -DwarmUp=N}, how many messages each
 * client moves before, if 45 s are enough for that, 0 for a client that has just started; {@code -Dloads=TEXT}, only those whose
 * titles have the text, and likewise {@code -Dclients=TEXT} and {@code -Dservers=TEXT} ({@code Spillway over HTTP},
 * {@code ElasticMQ}, {@code Spillway in process}); {@code -Dclose=false} leaves out the times of closing.
 */
public final class JmsBenchmark {

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("seconds", 3));
    private static final int WARM_UP = Integer.getInteger("warmUp", 100_000);
    private static final boolean CLOSE = !"false".equals(System.getProperty("close"));

    private JmsBenchmark() {}

    /** Runs all loads at each server and prints a table for each, in Markdown. */
    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                "bodies of 1 KiB, %d s each main load after a warm-up, %d processors%n",
                TIME.toSeconds(), Runtime.getRuntime().availableProcessors());
        if (isWanted("servers", "Spillway over HTTP")) {
            try (ServerProcess server = ServerProcess.start(SpillwayServer.class)) {
                String[] addresses = server.address().split(" ", -1);
                measure("Spillway's broker, journal synced, over HTTP", CLOSE, List.of(Library.values()), library -> {
                    String own = library == Library.ARTEMIS ? addresses[1] : addresses[0];
                    return Client.start(library, addresses[0], own, TIME);
                });
            }
        }
        if (isWanted("servers", "ElasticMQ")) {
            try (ServerProcess server = ServerProcess.start(ElasticMqServer.class)) {
                measure(
                        "ElasticMQ, in memory",
                        false,
                        List.of(Library.SPILLWAY, Library.PEER_DEFAULT, Library.PEER),
                        library -> Client.start(library, server.address(), server.address(), TIME));
            }
        }
        if (isWanted("servers", "Spillway in process")) {
            Path folder = Files.createTempDirectory("spillway-benchmark");
            try {
                measure(
                        "Spillway's broker in the client's process, journal synced",
                        false,
                        List.of(Library.SPILLWAY, Library.ARTEMIS),
                        library -> Client.start(
                                library,
                                "embedded",
                                folder.resolve(library.name()).toString(),
                                TIME));
            } finally {
                ServerProcess.delete(folder);
            }
        }
        System.exit(0);
    }

    /** Whether one of the property's texts, if it is set, is a part of the title. */
    private static boolean isWanted(String property, String title) {
        return Stream.of(System.getProperty(property, "").split("\\|", -1)).anyMatch(title::contains);
    }

    @FunctionalInterface
    private interface Start {
        Client of(Library library) throws IOException;
    }

    /** All libraries with one load after the other, in an order that is turned round each time. */
    private static void measure(String server, boolean close, List<Library> libraries, Start start) throws IOException {
        System.out.println(server);
        Map<Library, Client> clients = new LinkedHashMap<>();
        try {
            for (Library library : libraries) {
                if (isWanted("clients", library.title)) {
                    clients.put(library, start.of(library));
                }
            }
            List<Library> order = new ArrayList<>(clients.keySet());
            run(clients, order, "warming up", ClientProcess.WARM_UP + WARM_UP);
            for (Load load : Load.all()) {
                if (isWanted("loads", load.title())) {
                    List<Library> able =
                            order.stream().filter(each -> each.knows(load)).toList();
                    run(clients, able, load.title(), ClientProcess.LOAD + load.title());
                    Collections.reverse(order);
                }
            }
            if (close) {
                // with its defaults the library closes no faster
                order.remove(Library.PEER_DEFAULT);
                run(clients, order, "closing", ClientProcess.CLOSE);
            }
            Map<Library, List<Row>> results = new LinkedHashMap<>();
            clients.forEach((library, client) -> results.put(library, List.copyOf(client.rows())));
            MarkdownTable.print(server, results);
        } finally {
            clients.values().forEach(Client::close);
        }
    }

    private static void run(Map<Library, Client> clients, List<Library> order, String title, String command)
            throws IOException {
        for (Library library : order) {
            System.out.println("  " + title + ": " + library.title);
            Objects.requireNonNull(clients.get(library)).run(command);
        }
    }
}
