/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.spike;

import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Spillway with its broker in this process. The journal is on disk, in a new folder, and every message is synced to it; the
 * folder goes when the story ends.
 */
final class EmbeddedSpillway implements AutoCloseable {

    private final Path data;
    private final SpillwayConnectionFactory factory;

    private EmbeddedSpillway(Path data, SpillwayConnectionFactory factory) {
        this.data = data;
        this.factory = factory;
    }

    /** @param folder where the folder of the journal is made */
    static EmbeddedSpillway start(Path folder) throws IOException {
        Path data = Files.createTempDirectory(Files.createDirectories(folder), "data-")
                .toAbsolutePath();
        String encoded =
                URLEncoder.encode(data.toString(), StandardCharsets.UTF_8).replace("+", "%20");
        return new EmbeddedSpillway(
                data, new SpillwayConnectionFactory("spillway:embedded?createDestinations=true&data=" + encoded));
    }

    ConnectionFactory connectionFactory() {
        return factory;
    }

    @Override
    public void close() throws IOException {
        factory.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(EmbeddedSpillway::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
