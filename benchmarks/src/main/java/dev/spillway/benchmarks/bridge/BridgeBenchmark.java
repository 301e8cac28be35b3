/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import dev.spillway.benchmarks.server.ElasticMqServer;
import dev.spillway.benchmarks.server.SpillwayServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The bridge's templates against stock routes, in each direction, between the same Artemis broker and the same server of
 * SQS, one after the other.
 *
 * <p>{@code -Dseconds=N}, how long each is measured at most (4); {@code -DwarmUp=N}, seconds that it runs before (9);
 * {@code -Dloads=TEXT} takes only the directions whose titles have the text ({@code JMS to SQS}, {@code SQS to JMS}), and likewise
 * {@code -Dservers=TEXT} ({@code Spillway}, {@code ElasticMQ}) and {@code -Dclients=TEXT}, the routes
 * ({@code Spillway's template, 10 consumers}).
 */
public final class BridgeBenchmark {

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("seconds", 4));
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmUp", 9));

    private BridgeBenchmark() {}

    /** Runs all routes at each server, and prints a table for each direction and server, in Markdown. */
    public static void main(String[] arguments) throws Exception {
        System.out.printf(
                "text messages of 1 KiB, %d s each route after %d s of warm-up, %d processors%n",
                TIME.toSeconds(), WARM_UP.toSeconds(), Runtime.getRuntime().availableProcessors());
        measure("Spillway's endpoint, journal synced", SpillwayServer.class);
        measure("ElasticMQ, in memory", ElasticMqServer.class);
        System.exit(0);
    }

    private static void measure(String server, Class<?> sqs) throws Exception {
        if (!isWanted("servers", server)) {
            return;
        }
        List<String> tables = new ArrayList<>();
        try (Servers servers = Servers.start(sqs)) {
            for (Direction direction : Direction.values()) {
                if (isWanted("loads", direction.title)) {
                    tables.add(measure(server, servers, direction));
                }
            }
        }
        tables.forEach(System.out::println);
    }

    private static String measure(String server, Servers servers, Direction direction) throws Exception {
        String title = direction.title + ", " + server;
        System.out.println(title + ": warming the servers up");
        for (Contestant contestant : List.of(Contestant.TEMPLATE, Contestant.TUNED)) { // they ask for other operations
            Run.of(contestant, direction, 10, servers, WARM_UP, Duration.ofSeconds(1));
        }
        Map<Contender, Figures> results = new LinkedHashMap<>();
        for (Contestant contestant : Contestant.values()) {
            for (int consumers : contestant.consumers) {
                Contender route = new Contender(contestant, consumers);
                if (isWanted("clients", route.title())) {
                    Figures figures = Run.of(contestant, direction, consumers, servers, WARM_UP, TIME);
                    System.out.printf(
                            Locale.ROOT,
                            "  %s: %,.0f messages/s, %.3f requests a message (%s)%n",
                            route.title(),
                            figures.messagesPerSecond(),
                            figures.requests().total(),
                            figures.requests().parts());
                    results.put(route, figures);
                }
            }
        }
        return RouteTable.of(title, results);
    }

    /** Whether the property, if it is set, is a part of the title. */
    private static boolean isWanted(String property, String title) {
        return title.contains(System.getProperty(property, ""));
    }
}
