/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.jms.sqs.s3.S3ClientSource;
import dev.spillway.mapping.FakeS3;
import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** An S3 client that the application makes. */
class GivenS3ClientTest {

    @TempDir
    private Path data;

    private final FakeS3 s3 = new FakeS3();
    private final S3AsyncClient own = S3AsyncClient.builder()
            .endpointOverride(URI.create(s3.uri()))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .build();

    @AfterEach
    void close() {
        own.close();
        s3.close();
    }

    private SpillwayConnectionFactoryBuilder builder() {
        return SpillwayConnectionFactory.builder()
                .uri("spillway:embedded?createDestinations=true&data="
                        + URLEncoder.encode(data.toString(), StandardCharsets.UTF_8))
                .s3Client(S3ClientSource.given(own));
    }

    @Test
    void large_bodies_travel_by_it_and_it_stays_open() {
        String large = "large ".repeat(300_000);
        try (SpillwayConnectionFactory factory = builder().s3Bucket("payloads").build();
                JMSContext context = factory.createContext()) {
            Queue queue = context.createQueue("large");
            context.createProducer().send(queue, large);
            assertThat(context.createConsumer(queue).receiveBody(String.class, 20_000))
                    .isEqualTo(large);
        }

        assertThat(own.putObject(
                        request -> request.bucket("payloads").key("still-open"), AsyncRequestBody.fromString("text")))
                .succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void it_needs_a_bucket_and_knows_its_endpoint_itself() {
        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s3Bucket");
        assertThatThrownBy(() -> builder()
                        .s3Bucket("payloads")
                        .s3Endpoint("http://127.0.0.1:1")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s3Endpoint");
        assertThatThrownBy(() -> S3ClientSource.given(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_factory_that_was_given_one_is_not_stored() throws Exception {
        try (SpillwayConnectionFactory factory = builder().s3Bucket("payloads").build();
                ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(factory))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining("client");
        }
    }
}
