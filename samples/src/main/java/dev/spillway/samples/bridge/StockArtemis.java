/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.bridge;

import dev.spillway.samples.process.JavaProcess;
import dev.spillway.samples.process.Processes;
import dev.spillway.samples.story.StoryFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A broker of the Apache Artemis distribution, as it comes. */
final class StockArtemis {

    /** Long, since the machine may be busy: it takes some seconds. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Processes processes;
    private final Path distribution;
    private final Path instance;

    private StockArtemis(Processes processes, Path distribution) {
        this.processes = processes;
        this.distribution = distribution.toAbsolutePath();
        this.instance = processes.folder().resolve("artemis");
    }

    /**
     * Makes a broker as {@code artemis create} does, and runs it.
     *
     * @param distribution the folder of the unpacked distribution
     * @return where JMS clients connect to
     */
    static String start(Processes processes, Path distribution)
            throws IOException, InterruptedException, StoryFailedException {
        if (!Files.isDirectory(distribution.resolve("lib"))) {
            throw new StoryFailedException("There is no Apache Artemis in " + distribution
                    + "; mvn -q -Pdemo -Dstory=bridge unpacks it there and tells the story");
        }
        return new StockArtemis(processes, distribution).start();
    }

    private String start() throws IOException, InterruptedException {
        int port = freePort();
        List<String> create = new ArrayList<>(List.of("create", instance.toString(), "--silent"));
        create.addAll(List.of("--user=admin", "--password=admin", "--allow-anonymous", "--host=127.0.0.1"));
        create.addAll(List.of("--default-port=" + port, "--no-amqp-acceptor", "--no-hornetq-acceptor"));
        create.addAll(List.of("--no-mqtt-acceptor", "--no-stomp-acceptor", "--no-autotune", "--no-web"));
        artemis("artemis-create", List.of(), create).awaitSuccess(LIMIT);
        admitFullDisks(instance.resolve("etc").resolve("broker.xml"));
        artemis("artemis", properties(), List.of("run")).awaitOutput(Pattern.compile("Server is now active"), LIMIT);
        return "tcp://127.0.0.1:" + port;
    }

    /** What its shell scripts do, without a shell. */
    private JavaProcess artemis(String name, List<String> properties, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-Xmx256m", "-Dartemis.home=" + distribution));
        all.addAll(properties);
        all.addAll(List.of(
                "-cp",
                distribution.resolve("lib").resolve("artemis-boot.jar").toString(),
                "org.apache.activemq.artemis.boot.Artemis"));
        all.addAll(arguments);
        return processes.start(name, all, Map.of());
    }

    private List<String> properties() {
        Path etc = instance.resolve("etc");
        return List.of(
                "-Dartemis.instance=" + instance,
                "-Dartemis.instance.etc=" + etc,
                "-Ddata.dir=" + instance.resolve("data"),
                "-Djava.io.tmpdir=" + instance.resolve("tmp"),
                "-Djava.security.auth.login.config=" + etc.resolve("login.config"));
    }

    /** On a disk that is nine tenths full, as a reader's may be, Artemis would let its senders wait. */
    private static void admitFullDisks(Path brokerXml) throws IOException {
        String text = Files.readString(brokerXml);
        Files.writeString(brokerXml, text.replace("<max-disk-usage>90<", "<max-disk-usage>100<"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
