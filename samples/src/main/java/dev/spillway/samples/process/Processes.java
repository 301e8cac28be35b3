/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Java processes and a folder for what they write. When this is closed, and when this JVM ends, by Ctrl-C too, the processes
 * are killed and the folder goes.
 */
public final class Processes implements AutoCloseable {

    private final Path folder;
    private final List<JavaProcess> started = new ArrayList<>();
    private final Thread atExit = new Thread(this::end, "end-processes");
    private boolean ended;

    private Processes(Path folder) {
        this.folder = folder;
    }

    /** @param parent where a new folder is made */
    public static Processes in(Path parent) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(parent), "processes-");
        Processes processes = new Processes(folder.toAbsolutePath());
        Runtime.getRuntime().addShutdownHook(processes.atExit);
        return processes;
    }

    /** An absolute path. */
    public Path folder() {
        return folder;
    }

    /**
     * Starts a process on this JVM's own Java, in {@link #folder()}.
     *
     * @param name what errors call it; its output goes to a file of this name
     * @param arguments of the {@code java} command
     * @param environment variables besides those of this process
     * @throws IllegalStateException if this is closed
     */
    public synchronized JavaProcess start(String name, List<String> arguments, Map<String, String> environment)
            throws IOException {
        if (ended) {
            throw new IllegalStateException(name + " is not started any more: the story has ended");
        }
        JavaProcess process = JavaProcess.start(name, folder, arguments, environment);
        started.add(process);
        return process;
    }

    /** As {@link #start}, a class of this JVM's class path. */
    public JavaProcess start(String name, Class<?> main, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> all = new ArrayList<>(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
        all.add(main.getName());
        all.addAll(arguments);
        return start(name, all, environment);
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // This JVM is ending already.
        }
    }

    private synchronized void end() {
        if (ended) {
            return;
        }
        ended = true;
        started.forEach(JavaProcess::kill);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
