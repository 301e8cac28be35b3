/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A file of access keys, in UTF-8; a section a key:
 *
 * <pre>
 * # The service that takes orders.
 * [ORDERS-2026]
 * secret = 0123456789abcdef0123456789abcdef
 * user = orders
 * </pre>
 *
 * <p>{@code secret} has 16 characters or more, {@code user} is an Artemis user, {@code roles} (names separated by commas)
 * may be left out. Empty lines, and those that begin with {@code #} or {@code ;}, are passed over. Others than its owner and
 * group must have no access to the file.
 */
public final class CredentialsFile {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

    private CredentialsFile() {}

    /**
     * @return at least one key, in the order of the file
     * @throws IllegalArgumentException if the file can't be read, is accessible to anyone, or a line is malformed; the message
     *     says which line, and what is right, but cites no value
     */
    public static List<AccessKey> read(Path file) {
        List<String> lines;
        try {
            refuseAccessOfOthers(file);
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no credentials file '" + file + "'", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the credentials file '" + file + "' is not UTF-8 text", e);
        } catch (FileSystemException e) {
            throw unreadable(file, e.getReason() == null ? "access is denied" : e.getReason(), e);
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()), e);
        }
        List<AccessKey> keys = new ArrayList<>();
        CredentialsSection section = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            FileLine at = new FileLine(file, i + 1);
            if (line.startsWith("[")) {
                if (section != null) {
                    keys.add(section.key());
                }
                section = CredentialsSection.begin(line, at);
                String id = section.id();
                if (keys.stream().anyMatch(key -> key.id().equals(id))) {
                    throw at.malformed("the access key " + id + " is there twice");
                }
            } else if (section == null) {
                throw at.malformed("a section has to come first, such as [ORDERS-2026]");
            } else {
                section.add(line, at);
            }
        }
        if (section == null) {
            throw new IllegalArgumentException(
                    "the credentials file '" + file + "' has no access key; one is a section such as [ORDERS-2026]");
        }
        keys.add(section.key());
        return List.copyOf(keys);
    }

    private static void refuseAccessOfOthers(Path file) throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (posix != null && posix.readAttributes().permissions().stream().anyMatch(OTHERS::contains)) {
            throw new IllegalArgumentException("the credentials file '" + file
                    + "' is accessible to every user of this machine; take that away, by: chmod o= " + file);
        }
    }

    private static IllegalArgumentException unreadable(Path file, String why, IOException cause) {
        return new IllegalArgumentException("the credentials file '" + file + "' can't be read: " + why, cause);
    }
}
