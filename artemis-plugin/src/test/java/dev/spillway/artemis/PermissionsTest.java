/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQBasicSecurityManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** A broker with security of its own: an access key may do what the security settings allow its user, and nothing else. */
class PermissionsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";
    private static final String PATH = "/000000000000/";

    private static final EmbeddedActiveMQ BROKER = new EmbeddedActiveMQ();
    private static final ActiveMQBasicSecurityManager USERS = new ActiveMQBasicSecurityManager();
    private static final Map<String, SqsAsyncClient> CLIENTS = new HashMap<>();

    @TempDir
    private static Path folder;

    private static SpillwayPlugin plugin;

    @BeforeAll
    static void start() throws Exception {
        plugin = new SpillwayPlugin(config("""
                [admin]
                secret = %1$s
                user = admin
                [sender]
                secret = %1$s
                user = sender
                roles = senders, others
                [receiver]
                secret = %1$s
                user = receiver
                roles = receivers
                [looker]
                secret = %1$s
                user = looker
                roles = lookers
                [manager]
                secret = %1$s
                user = manager
                roles = managers
                """.formatted(SECRET)));
        Configuration configuration = BrokerConfiguration.of(folder.resolve("data"), plugin, null);
        configuration.setSecurityEnabled(true).setSecurityInvalidationInterval(1_000);
        Role admins = new Role("admins", true, true, true, true, true, true, true, true, true, true, true, true);
        configuration.putSecurityRoles("#", Set.of(admins));
        configuration.putSecurityRoles(
                "shared",
                Set.of(
                        admins,
                        role("senders", 's'),
                        role("receivers", 'r'),
                        role("lookers", 'b'),
                        role("managers", 'm')));
        BROKER.setConfiguration(configuration);
        BROKER.setSecurityManager(
                USERS.init(Map.of("bootstrapUser", "admin", "bootstrapPassword", "admin", "bootstrapRole", "admins")));
        BROKER.start();
        client("admin").createQueue(r -> r.queueName("hidden")).join();
        client("admin")
                .createQueue(r -> r.queueName("shared").attributes(redriveTo("hidden")))
                .join();
        client("admin")
                .createQueue(r -> r.queueName("origin").attributes(redriveTo("shared")))
                .join();
    }

    @AfterAll
    static void stop() throws Exception {
        CLIENTS.values().forEach(SqsAsyncClient::close);
        BROKER.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "sender,   SendMessage,             200",
        "sender,   SendMessageBatch,        200",
        "sender,   GetQueueUrl,             200",
        "sender,   GetQueueAttributes,      200",
        "sender,   ReceiveMessage,          403",
        "sender,   PurgeQueue,              403",
        "receiver, SendMessage,             403",
        "receiver, SendMessageBatch,        403",
        "receiver, ReceiveMessage,          200",
        "receiver, GetQueueUrl,             200",
        "receiver, ListQueueTags,           200",
        "receiver, TagQueue,                403",
        "receiver, SetQueueAttributes,      403",
        "receiver, DeleteQueue,             403",
        "looker,   GetQueueAttributes,      200",
        "looker,   ListDeadLetterSourceQueues, 200",
        "looker,   ReceiveMessage,          403",
        "looker,   SendMessage,             403",
        "manager,  TagQueue,                200",
        "manager,  SetQueueAttributes,      200",
        "manager,  SendMessage,             403",
        "manager,  DeleteQueue,             403",
        "admin,    TagQueue,                200",
        "admin,    SendMessage,             200",
    })
    void an_operation_takes_the_permission_of_its_kind(String user, String operation, int status) {
        assertThat(status(OPERATIONS.get(operation).apply(client(user), "shared")))
                .isEqualTo(status);
    }

    @Test
    void what_is_denied_is_told_as_AWS_does() {
        SqsException error = failure(OPERATIONS.get("SendMessageBatch").apply(client("receiver"), "shared"));

        assertThat(error.statusCode()).isEqualTo(403);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(error.awsErrorDetails().errorMessage())
                .isEqualTo("User: arn:aws:iam::000000000000:user/receiver is not authorized to perform: sqs:sendmessage"
                        + " on resource: " + ARN
                        + "shared because no identity-based policy allows the sqs:sendmessage action");
    }

    @ParameterizedTest
    @CsvSource({"hidden", "none"})
    void who_may_not_see_a_queue_does_not_learn_whether_it_is_there(String queue) {
        SqsException error = failure(OPERATIONS.get("GetQueueUrl").apply(client("sender"), queue));

        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    }

    @Test
    void only_queues_that_the_caller_may_see_are_listed() {
        assertThat(client("looker").listQueues().join().queueUrls())
                .singleElement()
                .asString()
                .endsWith(PATH + "shared");
        assertThat(client("admin").listQueues().join().queueUrls()).hasSize(3);
    }

    @Test
    void a_queue_is_made_by_who_may_make_its_address() {
        assertThat(status(client("sender").createQueue(r -> r.queueName("shared-2"))))
                .isEqualTo(403);
        assertThat(status(client("admin").createQueue(r -> r.queueName("shared-2"))))
                .isEqualTo(200);
        assertThat(status(OPERATIONS.get("DeleteQueue").apply(client("admin"), "shared-2")))
                .isEqualTo(200);
    }

    @Test
    void a_move_task_takes_to_receive_from_its_source() {
        assertDenied(
                client("sender").startMessageMoveTask(r -> r.sourceArn(ARN + "shared")),
                "sqs:startmessagemovetask",
                "shared");
    }

    @Test
    void a_move_task_takes_to_send_to_its_destination() {
        assertDenied(
                client("receiver")
                        .startMessageMoveTask(r -> r.sourceArn(ARN + "shared").destinationArn(ARN + "hidden")),
                "sqs:sendmessage",
                "hidden");
    }

    @Test
    void a_move_task_back_takes_to_send_to_where_the_messages_came_from() {
        assertDenied(
                client("receiver").startMessageMoveTask(r -> r.sourceArn(ARN + "shared")), "sqs:sendmessage", "origin");
    }

    @Test
    void a_redrive_policy_takes_to_send_to_the_dead_letter_queue() {
        assertThat(status(client("manager")
                        .setQueueAttributes(r -> r.queueUrl(PATH + "shared").attributes(redriveTo("hidden")))))
                .isEqualTo(403);
        assertThat(status(client("admin")
                        .setQueueAttributes(r -> r.queueUrl(PATH + "shared").attributes(redriveTo("hidden")))))
                .isEqualTo(200);
    }

    @Test
    void a_user_who_loses_a_role_in_the_broker_loses_what_it_allowed() throws Exception {
        CompletableFuture<?> before = client("admin").listQueueTags(r -> r.queueUrl(PATH + "hidden"));
        assertThat(status(before)).isEqualTo(200);
        USERS.updateUser("admin", null, "retired");
        try {
            await().atMost(60, SECONDS)
                    .until(() -> status(client("admin").listQueueTags(r -> r.queueUrl(PATH + "hidden"))) == 403);
        } finally {
            USERS.updateUser("admin", null, "admins");
            await().atMost(60, SECONDS)
                    .until(() -> status(client("admin").listQueueTags(r -> r.queueUrl(PATH + "hidden"))) == 200);
        }
    }

    @Test
    void a_user_whom_the_broker_does_not_know_is_told_at_the_start() throws Exception {
        SpillwayPlugin unknown = new SpillwayPlugin(config("[x]\nsecret = " + SECRET + "\nuser = stranger\n"));

        unknown.registered(BROKER.getActiveMQServer());

        assertThatThrownBy(unknown::endpoint)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the broker knows no roles of the user 'stranger'");
        unknown.unregistered(BROKER.getActiveMQServer());
    }

    private static final Map<String, BiFunction<SqsAsyncClient, String, CompletableFuture<?>>> OPERATIONS =
            Map.ofEntries(
                    Map.entry(
                            "SendMessage",
                            (sqs, q) ->
                                    sqs.sendMessage(r -> r.queueUrl(PATH + q).messageBody("x"))),
                    Map.entry(
                            "SendMessageBatch",
                            (sqs, q) -> sqs.sendMessageBatch(r ->
                                    r.queueUrl(PATH + q).entries(e -> e.id("1").messageBody("x")))),
                    Map.entry("ReceiveMessage", (sqs, q) -> sqs.receiveMessage(r -> r.queueUrl(PATH + q))),
                    Map.entry("GetQueueUrl", (sqs, q) -> sqs.getQueueUrl(r -> r.queueName(q))),
                    Map.entry("GetQueueAttributes", (sqs, q) -> sqs.getQueueAttributes(r -> r.queueUrl(PATH + q))),
                    Map.entry("PurgeQueue", (sqs, q) -> sqs.purgeQueue(r -> r.queueUrl(PATH + q))),
                    Map.entry("ListQueueTags", (sqs, q) -> sqs.listQueueTags(r -> r.queueUrl(PATH + q))),
                    Map.entry(
                            "ListDeadLetterSourceQueues",
                            (sqs, q) -> sqs.listDeadLetterSourceQueues(r -> r.queueUrl(PATH + q))),
                    Map.entry(
                            "TagQueue",
                            (sqs, q) -> sqs.tagQueue(r -> r.queueUrl(PATH + q).tags(Map.of("k", "v")))),
                    Map.entry(
                            "SetQueueAttributes",
                            (sqs, q) -> sqs.setQueueAttributes(r ->
                                    r.queueUrl(PATH + q).attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "0")))),
                    Map.entry("DeleteQueue", (sqs, q) -> sqs.deleteQueue(r -> r.queueUrl(PATH + q))));

    private static int status(CompletableFuture<?> call) {
        return call.handle((answer, failure) -> failure == null
                        ? 200
                        : ((SqsException) (failure.getCause() == null ? failure : failure.getCause())).statusCode())
                .join();
    }

    private static void assertDenied(CompletableFuture<?> call, String action, String queue) {
        assertThat(failure(call).awsErrorDetails().errorMessage())
                .contains("is not authorized to perform: " + action + " on resource: " + ARN + queue + " because");
    }

    private static SqsException failure(CompletableFuture<?> call) {
        return (SqsException)
                catchThrowableOfType(CompletionException.class, call::join).getCause();
    }

    private static Map<QueueAttributeName, String> redriveTo(String queue) {
        return Map.of(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + ARN + queue + "\",\"maxReceiveCount\":5}");
    }

    private static Role role(String name, char may) {
        return new Role(
                name,
                may == 's',
                may == 'r',
                false,
                false,
                false,
                false,
                may == 'm',
                may == 'b',
                false,
                false,
                false,
                false);
    }

    private static SpillwayConfig config(String keys) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "credentials", ""), keys);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account(), file, null);
    }

    private static SqsAsyncClient client(String key) {
        return CLIENTS.computeIfAbsent(key, id -> {
            URI endpoint = plugin.endpoint();
            return SqsAsyncClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, SECRET)))
                    .checksumValidationEnabled(false)
                    .build();
        });
    }
}
