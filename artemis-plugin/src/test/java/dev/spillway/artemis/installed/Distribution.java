/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.installed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The stock Artemis distribution and the plugin's jar, where the build puts them. */
final class Distribution {

    static final Path PLUGIN = Path.of("target", "spillway-plugin.jar");

    private static final Path HOME = Path.of("target", "artemis");

    private Distribution() {}

    /** The jars that every broker has on its class path. */
    static List<Path> lib() throws IOException {
        try (Stream<Path> jars = Files.list(HOME.resolve("lib"))) {
            return jars.filter(jar -> jar.toString().endsWith(".jar")).toList();
        }
    }

    /**
     * Makes a broker's folder as {@code artemis create} does.
     *
     * @param port the port on loopback for all of the broker's own protocols
     */
    static void create(Path instance, int port) throws IOException, InterruptedException {
        Path output = Files.createTempFile("artemis-create", ".log");
        try {
            Process process = process(
                            HOME.resolve("bin").resolve("artemis").toAbsolutePath(),
                            "create",
                            instance.toString(),
                            "--silent",
                            "--user=admin",
                            "--password=admin",
                            "--allow-anonymous",
                            "--host=127.0.0.1",
                            "--default-port=" + port,
                            "--no-amqp-acceptor",
                            "--no-hornetq-acceptor",
                            "--no-mqtt-acceptor",
                            "--no-stomp-acceptor",
                            "--no-autotune",
                            "--no-web",
                            "--java-memory=512M")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("artemis create failed: " + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    /** A command of the distribution, on the JDK of the tests. */
    static ProcessBuilder process(Path script, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(script.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return process;
    }
}
