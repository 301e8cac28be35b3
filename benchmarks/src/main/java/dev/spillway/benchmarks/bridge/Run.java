/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import dev.spillway.benchmarks.requests.Requests;
import dev.spillway.benchmarks.server.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/** One route over queues of its own, from the start of its process until it has ended and what arrived is counted. */
final class Run {

    private static final long PAUSE_MILLIS = 10;
    private static final Duration START = Duration.ofSeconds(60);

    /** What is kept in the source while the route warms up. */
    private static final long WARM = 5_000;

    /** The least that there is to move when measuring begins. */
    private static final long LEAST = 50;

    /** How much more that is than a route is expected to move: of an empty queue it would ask for nothing, and wait. */
    private static final double MORE = 1.3;

    /** From the first message that a route moves until it has as many under way as it will have at the end. */
    private static final Duration RUN_IN = Duration.ofMillis(500);

    private final Direction direction;
    private final Servers servers;
    private final End source;
    private final End target;
    private final JmsEnd jms;
    private long sent;

    private Run(Direction direction, Servers servers, JmsEnd jms, SqsEnd sqs) {
        this.direction = direction;
        this.servers = servers;
        this.jms = jms;
        this.source = direction == Direction.JMS_TO_SQS ? jms : sqs;
        this.target = direction == Direction.JMS_TO_SQS ? sqs : jms;
    }

    /**
     * Runs a route.
     *
     * @param warmUp how long it runs before anything is measured
     * @param time how long it is measured at most: until the source is empty, if that is sooner
     */
    static Figures of(
            Contestant contestant, Direction direction, int consumers, Servers servers, Duration warmUp, Duration time)
            throws Exception {
        String queue = "bridge-" + UUID.randomUUID();
        Path folder = Files.createTempDirectory("spillway-benchmark");
        Properties properties = new Properties();
        properties.setProperty(RouteServer.ROUTE, contestant.route(direction));
        properties.setProperty(RouteServer.ENDPOINT, servers.endpoint().toString());
        properties.setProperty(RouteServer.BROKER, servers.broker().address());
        properties.setProperty("queue", queue);
        properties.setProperty("consumers", Integer.toString(consumers));
        try (Writer file = Files.newBufferedWriter(folder.resolve(RouteServer.FILE))) {
            properties.store(file, null);
        }
        try (JmsEnd jms = JmsEnd.create(servers.broker().address(), queue);
                SqsEnd sqs = SqsEnd.create(servers.endpoint(), queue)) {
            Run run = new Run(direction, servers, jms, sqs);
            run.fill(WARM);
            try (ServerProcess route = ServerProcess.start(RouteServer.class, folder, "512m")) {
                return run.measure(route, warmUp, time);
            }
        }
    }

    private Figures measure(ServerProcess route, Duration warmUp, Duration time) throws Exception {
        double perSecond = warmUp(warmUp);
        ask(route, RouteServer.STOP);
        fill(LEAST + (long) (MORE * perSecond * time.plus(RUN_IN).toMillis() / 1e3));
        long before = moved();
        ask(route, RouteServer.START);
        awaitMoreThan(before);
        Thread.sleep(RUN_IN.toMillis());
        Sample first = sample(route);
        while (moved() < sent && System.nanoTime() - first.nanos() < time.toNanos()) {
            Thread.sleep(PAUSE_MILLIS);
        }
        Sample last = sample(route);
        route.stop();
        return last.since(first, reckon(target.drain(), source.depth()));
    }

    /** Keeps the source filled; returns how many messages a second went in the last quarter of the time. */
    private double warmUp(Duration time) throws Exception {
        keepFilled(System.nanoTime() + time.toNanos() * 3 / 4);
        awaitMoreThan(0);
        long before = System.nanoTime();
        long moved = moved();
        keepFilled(before + time.toNanos() / 4);
        return (moved() - moved) / ((System.nanoTime() - before) / 1e9);
    }

    private void awaitMoreThan(long before) throws Exception {
        long deadline = System.nanoTime() + START.toNanos();
        while (moved() <= before) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the route has moved nothing in " + START.toSeconds() + " s");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void keepFilled(long until) throws Exception {
        while (System.nanoTime() - until < 0) {
            long left = sent - moved();
            if (left < WARM) {
                fill(WARM - left);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private void fill(long count) throws Exception {
        source.fill(sent, sent + count);
        sent += count;
    }

    /** What the broker says of its queue: it costs it next to nothing. */
    private long moved() throws Exception {
        return direction == Direction.JMS_TO_SQS ? sent - jms.depth() : jms.depth();
    }

    private Sample sample(ServerProcess route) throws Exception {
        return new Sample(
                System.nanoTime(),
                moved(),
                Requests.of(ask(route, RouteServer.REQUESTS)),
                route.cpu(),
                servers.broker().cpu(),
                servers.sqs().cpu());
    }

    private static String ask(ServerProcess route, String path) throws IOException {
        try (InputStream answer = URI.create(route.address() + path).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** @param left what is still in the source */
    private Balance reckon(Map<Long, Integer> arrived, long left) {
        long all = arrived.values().stream().mapToLong(Integer::longValue).sum();
        long missing = sent - arrived.size() - left;
        return new Balance(Math.max(0, missing), all - arrived.size() + Math.max(0, -missing));
    }
}
