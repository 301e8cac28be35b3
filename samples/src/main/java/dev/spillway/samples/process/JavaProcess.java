/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process, with its output in a file. */
public final class JavaProcess {

    private static final int POLL_MILLIS = 20;

    private final String name;
    private final Path output;
    private final Process process;

    private JavaProcess(String name, Path output, Process process) {
        this.name = name;
        this.output = output;
        this.process = process;
    }

    static JavaProcess start(String name, Path folder, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path output = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new JavaProcess(name, output, builder.start());
    }

    /**
     * Waits until the process has printed something.
     *
     * @param wanted what is searched for
     * @return the match
     * @throws IllegalStateException with what it printed, if it ended or has not printed it by then
     */
    public Matcher awaitOutput(Pattern wanted, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            boolean over = !process.isAlive() || System.nanoTime() > end;
            String printed = Files.readString(output);
            Matcher matcher = wanted.matcher(printed);
            if (matcher.find()) {
                return matcher;
            }
            if (over) {
                throw new IllegalStateException(name + " did not start; it printed: " + printed.strip());
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** Waits for its end. @throws IllegalStateException with what it printed, if it doesn't end in time, or with an error */
    public void awaitSuccess(Duration limit) throws IOException, InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
            kill();
            throw new IllegalStateException(
                    name + " failed; it printed: " + Files.readString(output).strip());
        }
    }

    /** Kills it as {@code kill -9} does, and returns when it is gone. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }
}
