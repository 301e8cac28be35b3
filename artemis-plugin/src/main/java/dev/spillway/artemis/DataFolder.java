/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder of a broker's data, locked: Artemis itself would wait without a word for another broker to go. */
final class DataFolder implements AutoCloseable {

    private final FileChannel channel;

    private DataFolder(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IllegalStateException if the folder is in use or can't be written; the message says which */
    static DataFolder lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("spillway.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new IllegalStateException("the data folder " + folder.toAbsolutePath()
                        + " is in use by another broker: stop it, or choose " + "another folder");
            }
            return new DataFolder(channel);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the data folder " + folder.toAbsolutePath() + " can't be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // By another broker of this process.
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the lock of the data folder was not released", e);
        }
    }
}
