/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.jms;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import dev.spillway.benchmarks.requests.RequestCount;
import jakarta.jms.Connection;
import jakarta.jms.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Runs loads with one library at one endpoint, as it is told by lines of its input, and tells the results by lines of its
 * output: {@code warm up MESSAGES}, {@code load TITLE}, {@code close}. It ends with its input.
 */
final class ClientProcess {

    static final String WARM_UP = "warm up ";
    static final String LOAD = "load ";
    static final String CLOSE = "close";
    /** Told after each. */
    static final String DONE = "done";

    /** However many messages there are to be: a slow library calls its code as often with fewer. */
    private static final Duration WARM_UP_LIMIT = Duration.ofSeconds(45);

    private static final Duration WARM_UP_STEP = Duration.ofSeconds(5);
    /** A message at a time: code that grouped sends don't call. */
    private static final Duration WARM_UP_LONE = Duration.ofSeconds(8);

    /** How long a close is waited for. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(22);

    private final Library library;
    private final URI endpoint;
    private final SqsAsyncClient admin;
    private final @Nullable SqsAsyncClient inProcess;
    private final Duration time;

    private ClientProcess(
            Library library, URI endpoint, SqsAsyncClient admin, @Nullable SqsAsyncClient inProcess, Duration time) {
        this.library = library;
        this.endpoint = endpoint;
        this.admin = admin;
        this.inProcess = inProcess;
        this.time = time;
    }

    /**
     * @param arguments the library; the endpoint of SQS and the library's own one, or {@code embedded} and the folder of a
     *     broker in this process; for how many milliseconds the producers of a {@link Load#main} load send
     */
    public static void main(String[] arguments) {
        int code = 0;
        try {
            Library library = Library.valueOf(arguments[0]);
            Duration time = Duration.ofMillis(Long.parseLong(arguments[3]));
            process(library, arguments[1], arguments[2], time).run();
        } catch (Exception e) {
            e.printStackTrace();
            code = 1;
        }
        // what a library hasn't closed yet ends here
        System.exit(code);
    }

    private static ClientProcess process(Library library, String sqs, String own, Duration time) {
        if (sqs.equals("embedded")) {
            SpillwayConfig config = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account());
            SpillwayBroker broker = SpillwayBroker.start(Path.of(own), config, 0);
            URI jms = URI.create("tcp://127.0.0.1:" + broker.jmsPort());
            return new ClientProcess(library, jms, broker.sqs(), broker.sqs(), time);
        }
        SqsAsyncClient admin =
                new RequestCount().at(URI.create(sqs), SqsAsyncClient.builder()).build();
        return new ClientProcess(library, URI.create(own), admin, null, time);
    }

    private void run() throws Exception {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            if (command.startsWith(WARM_UP)) {
                warmUp(Integer.parseInt(command.substring(WARM_UP.length())));
            } else if (command.startsWith(LOAD)) {
                load(command.substring(LOAD.length()));
            } else if (command.equals(CLOSE)) {
                close(1);
                close(16);
            }
            tell(Row.of("memory at most, MiB", residentMebibytes()));
            System.out.println(DONE);
        }
    }

    private void warmUp(int messages) throws Exception {
        warmUp(flow(Load.Sending.SYNC, false), messages, WARM_UP_LIMIT);
        warmUp(flow(Load.Sending.ASYNC, false), messages, WARM_UP_LIMIT);
        warmUp(flow(Load.Sending.SYNC, true), messages / 3, WARM_UP_LIMIT.dividedBy(3));
        if (messages > 0) {
            attempt(new Load(Load.Sending.SYNC, Load.Receiving.AUTO, 1, 1, false, false), WARM_UP_LONE);
        }
    }

    private static Load flow(Load.Sending sending, boolean fifo) {
        return new Load(sending, Load.Receiving.LISTENER, 16, 16, fifo, false);
    }

    /** A JVM compiles what was called often, and few requests carry many messages: some seconds are not enough. */
    private void warmUp(Load load, int messages, Duration limit) throws Exception {
        double passed = 0;
        long end = System.nanoTime() + limit.toNanos();
        while (library.knows(load) && passed < messages && System.nanoTime() < end) {
            passed += attempt(load, WARM_UP_STEP).messagesPerSecond() * WARM_UP_STEP.toSeconds();
        }
    }

    private void load(String title) {
        Load load = Load.all().stream()
                .filter(each -> each.title().equals(title))
                .findFirst()
                .orElseThrow();
        try {
            tell(attempt(load, load.main() ? time : time.dividedBy(Load.MAIN_TO_OTHERS)));
        } catch (Exception e) {
            System.out.println("    not measured: " + e);
        }
    }

    private static void tell(Row row) {
        System.out.println(row.toLine());
    }

    private Row attempt(Load load, Duration sending) throws Exception {
        String queue = newQueue(load.fifo());
        Library.Open open = library.open(endpoint, inProcess);
        Connection connection = open.factory().createConnection();
        try {
            return new Flow(load, connection, queue).run(sending, open.count()::requests);
        } finally {
            closing(connection, open);
        }
    }

    /** Closes without waiting: some take minutes. */
    private static CompletableFuture<Void> closing(Connection connection, Library.Open open) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Thread closer = new Thread(() -> {
            try {
                connection.close();
                closed.complete(null);
                open.resources().close();
            } catch (Exception e) {
                closed.completeExceptionally(e);
            }
        });
        closer.setDaemon(true);
        closer.start();
        return closed;
    }

    private String newQueue(boolean fifo) {
        String name = "bench-" + UUID.randomUUID() + (fifo ? ".fifo" : "");
        admin.createQueue(request -> request.queueName(name)
                        .attributes(fifo ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of()))
                .join();
        return name;
    }

    private void close(int consumers) throws Exception {
        Library.Open open = library.open(endpoint, inProcess);
        Connection connection = open.factory().createConnection();
        for (int i = 0; i < consumers; i++) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createConsumer(session.createQueue(newQueue(false))).setMessageListener(message -> {});
        }
        connection.start();
        Thread.sleep(1_000);
        long began = System.nanoTime();
        double seconds;
        try {
            closing(connection, open).get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            seconds = (System.nanoTime() - began) / 1e9;
        } catch (TimeoutException e) {
            seconds = Double.POSITIVE_INFINITY;
        }
        tell(Row.of("close, " + consumers + " idle consumers, s", seconds));
    }

    private static double residentMebibytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }
}
