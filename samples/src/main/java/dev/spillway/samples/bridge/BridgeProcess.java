/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.bridge;

import dev.spillway.camel.bridge.Main;
import dev.spillway.samples.process.JavaProcess;
import dev.spillway.samples.process.Processes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What {@code spillway-bridge.jar} runs, with the file {@code bridge.yaml} of this package. */
final class BridgeProcess {

    private static final Pattern STARTED = Pattern.compile("Health and metrics: ");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Processes processes;
    private final Path file;
    private final Map<String, String> environment;

    /**
     * @param broker where JMS clients connect to
     * @param endpoint the endpoint of SQS
     */
    BridgeProcess(Processes processes, String broker, URI endpoint) throws IOException {
        this.processes = processes;
        this.file = processes.folder().resolve("bridge.yaml");
        this.environment = Map.of("BROKER", broker, "ENDPOINT", endpoint.toString());
        try (InputStream yaml = BridgeProcess.class.getResourceAsStream("bridge.yaml")) {
            Files.copy(yaml, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Starts it and returns at once. */
    JavaProcess start() throws IOException {
        return processes.start("spillway-bridge", Main.class, List.of(file.toString()), environment);
    }

    /** Returns when its routes run. */
    static void awaitStarted(JavaProcess bridge) throws IOException, InterruptedException {
        bridge.awaitOutput(STARTED, LIMIT);
    }
}
