/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsFileTest {

    private static final String SECRET = "0123456789abcdef/+=x";

    @TempDir
    Path folder;

    @Test
    void each_section_is_an_access_key() throws IOException {
        Path file = file("""
                # The service that takes orders.
                [ORDERS-2026]
                secret = %s
                user = orders

                ; And the one that ships them.
                  [ SHIPPING ]
                user=shipping
                secret=%s
                roles = consumers, auditors
                """.formatted(SECRET, SECRET));

        assertThat(CredentialsFile.read(file))
                .containsExactly(
                        new AccessKey("ORDERS-2026", SECRET, "orders", List.of()),
                        new AccessKey("SHIPPING", SECRET, "shipping", List.of("consumers", "auditors")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            user = x                                    | line 1: a section has to come first, such as [ORDERS-2026]
            [a]^secret 0123456789abcdef                 | line 2: it has to be like user = orders; known keys are secret, user, roles
            [a]^0123456789abcdef0123=                   | line 2: it has to be like user = orders; known keys are secret, user, roles
            [a]^^scret = 0123456789abcdef               | line 3: unknown key 'scret': did you mean 'secret'? Known are secret, user, roles
            [a]^secret =                                | line 2: secret has no value
            [a]^secret = 012345678                      | line 2: the secret is shorter than 16 characters
            [a]^user = x^user = y                       | line 3: user is there twice for the access key a
            [a]^user = x                                | line 1: the access key a has no secret
            [a]^secret = 0123456789abcdef^[b]           | line 1: the access key a has no user
            [a]^secret = 0123456789abcdef^user = x^[a]  | line 4: the access key a is there twice
            [a                                          | line 1: an access key is 1 to 128 letters, digits, hyphens
            []                                          | line 1: an access key is 1 to 128 letters, digits, hyphens
            [a/b]                                       | line 1: an access key is 1 to 128 letters, digits, hyphens
            # nothing                                   | has no access key; one is a section such as [ORDERS-2026]
            """)
    void a_mistake_is_told_by_its_line_without_citing_a_secret(String content, String message) throws IOException {
        Path file = file(content.replace('^', '\n'));

        assertThatThrownBy(() -> CredentialsFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message)
                .message()
                .doesNotContain("0123456");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-----w-"})
    void a_file_that_is_accessible_to_everyone_is_refused(String permissions) throws IOException {
        Path file = file("[a]\nsecret = " + SECRET + "\nuser = x\n");
        Assumptions.assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> CredentialsFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the credentials file '" + file
                        + "' is accessible to every user of this machine; take that away, by: chmod o= " + file);
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        assertThatThrownBy(() -> CredentialsFile.read(folder.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no credentials file '" + folder.resolve("none") + "'");
    }

    @Test
    void a_file_that_is_not_text_is_told() throws IOException {
        Path file = file("");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> CredentialsFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the credentials file '" + file + "' is not UTF-8 text");
    }

    @Test
    void an_access_key_does_not_show_its_secret() {
        assertThat(new AccessKey("a", SECRET, "orders", List.of("r")))
                .hasToString("AccessKey[id=a, user=orders, roles=[r]]");
    }

    private Path file(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("credentials"), content);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }
}
