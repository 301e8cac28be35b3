/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * boto3 and the AWS CLI, signing what they send, on a broker with credentials. Each is skipped where it isn't installed.
 */
class Boto3AndAwsCliTest {

    private static final String KEY = "ORDERS-2026";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private SpillwayBroker broker;

    @BeforeEach
    void start() throws IOException {
        Path credentials = Files.writeString(
                folder.resolve("credentials"), "[%s]\nsecret = %s\nuser = orders\n".formatted(KEY, SECRET));
        if (Files.getFileStore(credentials).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(credentials, PosixFilePermissions.fromString("rw-------"));
        }
        SpillwayConfig config = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account(), credentials, null);
        broker = SpillwayBroker.start(folder.resolve("data"), config, null);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void an_application_on_boto3_cannot_tell_the_difference() throws Exception {
        assumeRuns("boto3 for python3 is not installed", "python3", "-c", "import boto3");

        run("python3", script("boto3_sqs.py"));
    }

    @Test
    void the_AWS_CLI_cannot_tell_the_difference() throws Exception {
        assumeRuns("the AWS CLI is not installed", "sh", "-c", "aws --version");

        run("sh", script("aws_cli.sh"));
    }

    private void assumeRuns(String otherwise, String... command) throws Exception {
        Path output = folder.resolve("probe");
        Process process;
        try {
            process = process(output, command).start();
        } catch (IOException e) {
            Assumptions.abort(otherwise + ": " + e.getMessage());
            return;
        }
        boolean ended = process.waitFor(2, MINUTES);
        process.destroyForcibly();
        Assumptions.assumeTrue(ended && process.exitValue() == 0, otherwise);
    }

    private void run(String... command) throws Exception {
        Path output = folder.resolve("output");
        Process process = process(output, command).start();
        try {
            assertThat(process.waitFor(10, MINUTES)).as("it ends").isTrue();
            assertThat(process.exitValue()).as(() -> read(output)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** It sees nothing of the machine's own configuration of AWS, and reaches the endpoint whatever proxy there is. */
    private ProcessBuilder process(Path output, String... command) {
        ProcessBuilder process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var environment = process.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.put("AWS_ACCESS_KEY_ID", KEY);
        environment.put("AWS_SECRET_ACCESS_KEY", SECRET);
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("AWS_ENDPOINT_URL", broker.endpoint().toString());
        environment.put("AWS_CONFIG_FILE", folder.resolve("none").toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_PAGER", "");
        environment.put("PYTHONUTF8", "1");
        environment.put("NO_PROXY", "127.0.0.1");
        environment.put("no_proxy", "127.0.0.1");
        return process;
    }

    private String script(String name) throws IOException {
        Path script = folder.resolve(name);
        try (InputStream source = getClass().getResourceAsStream("/clients/" + name)) {
            Files.copy(Objects.requireNonNull(source, name), script);
        }
        return script.toString();
    }

    private static String read(Path output) {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "its output can't be read: " + e;
        }
    }
}
