/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples;

import dev.spillway.samples.bridge.BridgeStory;
import dev.spillway.samples.spike.SpikeStory;
import dev.spillway.samples.story.Stage;
import dev.spillway.samples.story.Story;
import dev.spillway.samples.story.StoryFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;

/**
 * Tells a story. System properties: {@code story} (its name, {@code spike} if not given), {@code orders} (the orders file,
 * {@code orders.csv} if not given), {@code output} (the folder for what it writes, {@code target/demo} if not given). Exits
 * with 0 if the story ended well; otherwise with {@value #NOT_WELL}, and leaves a file named {@code failed} in that folder.
 */
public final class Demo {

    // The JVM itself exits with 1 when it can't start.
    private static final int NOT_WELL = 2;
    private static final Map<String, Story> STORIES =
            new TreeMap<>(Map.of("bridge", new BridgeStory(), "spike", new SpikeStory()));

    private Demo() {}

    public static void main(String[] args) throws IOException {
        try (InputStream logging = Demo.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        Path output = path("output", "target/demo");
        Path failed = Files.createDirectories(output).resolve("failed");
        Files.deleteIfExists(failed);
        Stage stage = new Stage(System.out, System.console() != null, path("orders", "orders.csv"), output);
        if (!tell(System.getProperty("story", "spike"), stage)) {
            Files.createFile(failed);
            System.exit(NOT_WELL);
        }
        System.exit(0);
    }

    private static boolean tell(String name, Stage stage) {
        Story story = STORIES.get(name);
        if (story == null) {
            System.err.println(
                    "There is no story '" + name + "'; -Dstory takes: " + String.join(", ", STORIES.keySet()));
            return false;
        }
        try {
            story.tell(stage);
            return true;
        } catch (StoryFailedException e) {
            System.err.println(e.getMessage());
        } catch (Exception e) {
            if (!ending()) {
                System.err.println("The story failed unexpectedly:");
                e.printStackTrace();
            }
        }
        return false;
    }

    /** Whether this JVM ends, as by Ctrl-C: then what a story uses ends too, which is not a failure of the story. */
    private static boolean ending() {
        Thread probe = new Thread();
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** As short as it can be written from where Maven was started, because it is shown to the reader. */
    private static Path path(String property, String otherwise) {
        Path here = Path.of("").toAbsolutePath();
        Path path = Path.of(System.getProperty(property, otherwise));
        return path.isAbsolute() && path.startsWith(here) ? here.relativize(path) : path;
    }
}
