/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Credentials in a broker whose users and permissions are those of the stock distribution. */
class InstalledCredentialsIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    @Test
    void an_access_key_may_do_what_its_Artemis_user_may() throws Exception {
        String credentials = "<property key=\"credentials\" value=\"${artemis.instance}/etc/spillway-credentials\"/>";
        String lines = BrokerXml.linesOfTheReadme().replace("</broker-plugin>", credentials + "</broker-plugin>");
        try (InstalledBroker broker = InstalledBroker.create(folder.resolve("broker"), lines)) {
            Path file = Files.writeString(folder.resolve("broker/etc/spillway-credentials"), """
                    [ADMIN]
                    secret = %1$s
                    user = admin
                    [GUEST]
                    secret = %1$s
                    user = guest
                    roles = guests
                    """.formatted(SECRET));
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            }
            broker.start();
            try (SqsAsyncClient admin = client(broker, "ADMIN");
                    SqsAsyncClient guest = client(broker, "GUEST")) {
                String queue =
                        admin.createQueue(r -> r.queueName("orders")).join().queueUrl();
                CompletionException denied = catchThrowableOfType(
                        CompletionException.class,
                        () -> guest.sendMessage(r -> r.queueUrl(queue).messageBody("x"))
                                .join());

                assertThat(admin.sendMessage(r -> r.queueUrl(queue).messageBody("x"))
                                .join()
                                .messageId())
                        .isNotEmpty();
                assertThat(((SqsException) denied.getCause()).awsErrorDetails().errorCode())
                        .isEqualTo("AccessDenied");
            }
        }
    }

    private static SqsAsyncClient client(InstalledBroker broker, String key) {
        return SqsAsyncClient.builder()
                .endpointOverride(broker.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, SECRET)))
                .build();
    }
}
