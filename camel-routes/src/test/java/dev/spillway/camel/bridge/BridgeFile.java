/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.TestBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A configuration file, and the variables that it may name. */
record BridgeFile(Path path, Map<String, String> environment) {

    /**
     * Writes it.
     *
     * @param text in which NAME stands for the name, {@code ${env:BROKER}} for the broker, {@code ${env:ENDPOINT}} for its SQS
     */
    static BridgeFile write(Path folder, String text, String name, TestBroker broker) throws IOException {
        return new BridgeFile(
                Files.writeString(folder.resolve("bridge.yaml"), text.replace("NAME", name)),
                Map.of("BROKER", broker.url(), "ENDPOINT", broker.endpoint().toString()));
    }

    BridgeFile with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new BridgeFile(path, more);
    }

    Bridge open() {
        return Bridge.of(path, environment);
    }

    /** Makes the routes, which is where what is wrong with them is told. */
    void makeAll() {
        try (Bridge bridge = open()) {
            bridge.make(bridge.plan());
        }
    }

    /** What the command prints, and what it exits with. */
    record Checked(int exit, String text) {}

    Checked check() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int exit = Main.run(List.of(path.toString(), "--check"), environment, print, print);
        return new Checked(exit, out.toString(StandardCharsets.UTF_8));
    }
}
