/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.standalone;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The command, as a process of its own. */
@Timeout(120)
class MainTest {

    private static final Pattern ENDPOINT = Pattern.compile("SQS endpoint +(http://\\S+)");

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void help_is_printed_and_the_exit_code_is_0() throws Exception {
        Process process = start("--help");

        assertThat(process.waitFor()).isZero();
        assertThat(out(process)).isEqualTo(CommandLine.usage());
    }

    @Test
    void a_wrong_option_is_told_in_a_line_and_the_exit_code_is_2() throws Exception {
        Process process = start("--prot", "1");

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(err(process))
                .startsWith("spillway-broker: unknown option '--prot'")
                .hasLineCount(1);
    }

    @Test
    void a_port_in_use_is_told_in_a_line_and_the_exit_code_is_1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start("--jms-port", "0", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(err(process))
                    .contains("127.0.0.1:" + taken.getLocalPort() + ": the port is in use")
                    .hasLineCount(1);
        }
    }

    @Test
    void a_JMS_port_in_use_is_told_in_a_line_and_the_exit_code_is_1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start("--port", "0", "--jms-port", String.valueOf(taken.getLocalPort()));

            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(err(process))
                    .contains("127.0.0.1:" + taken.getLocalPort())
                    .hasLineCount(1);
        }
    }

    @Test
    void a_message_is_still_there_when_the_broker_was_stopped_and_started_again() throws Exception {
        Process first = start("--port", "0", "--jms-port", "0");
        try (SqsAsyncClient sqs = client(endpoint(first))) {
            String queue = sqs.createQueue(r -> r.queueName("orders")).join().queueUrl();
            sqs.sendMessage(r -> r.queueUrl(queue).messageBody("kept")).join();
        }

        first.destroy();
        assertThat(first.waitFor(60, SECONDS)).isTrue();
        assertThat(err(first)).isEmpty();
        Process second = start("--port", "0", "--jms-port", "0");

        try (SqsAsyncClient sqs = client(endpoint(second))) {
            String queue = sqs.getQueueUrl(r -> r.queueName("orders")).join().queueUrl();
            assertThat(sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(10))
                            .join()
                            .messages())
                    .extracting(message -> message.body())
                    .containsExactly("kept");
        }
    }

    @Test
    void a_data_folder_in_use_is_told_in_a_line_and_the_exit_code_is_1() throws Exception {
        endpoint(start("--port", "0", "--jms-port", "0"));

        Process second = start("--port", "0", "--jms-port", "0");

        assertThat(second.waitFor()).isEqualTo(1);
        assertThat(err(second)).contains("is in use by another broker").hasLineCount(1);
    }

    /** With the data folder and everything it prints in the test's folder. */
    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        int number = started.size();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out" + number).toFile())
                .redirectError(folder.resolve("err" + number).toFile())
                .start();
        started.add(process);
        return process;
    }

    private String out(Process process) throws IOException {
        return Files.readString(folder.resolve("out" + started.indexOf(process)));
    }

    private String err(Process process) throws IOException {
        return Files.readString(folder.resolve("err" + started.indexOf(process)));
    }

    private URI endpoint(Process process) {
        await().atMost(60, SECONDS)
                .until(() ->
                        !process.isAlive() || ENDPOINT.matcher(out(process)).find());
        try {
            Matcher matcher = ENDPOINT.matcher(out(process));
            assertThat(matcher.find()).as(err(process)).isTrue();
            return URI.create(matcher.group(1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static SqsAsyncClient client(URI endpoint) {
        return SqsAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
    }
}
