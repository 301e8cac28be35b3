/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

import dev.spillway.mapping.S3Pointer;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where payloads go that are too large for SQS. Region and credentials are those of SQS.
 *
 * @param bucket the bucket's name
 * @param endpoint of another server of S3's API, whose buckets are addressed by path; {@code null} for AWS itself
 * @param threshold the bytes of a message with its attributes above which its body goes to S3; 0 to 1 MiB
 */
public record S3Config(String bucket, @Nullable URI endpoint, int threshold) {

    private static final int MAX_BYTES = 1_048_576;

    static S3Config of(Section section) {
        section.allow(List.of("bucket", "endpoint", "threshold"));
        if (!S3Pointer.isBucketName(section.text("bucket"))) {
            throw section.error("bucket", "is " + section.text("bucket") + "; " + S3Pointer.BUCKET_NAME);
        }
        return new S3Config(
                section.text("bucket"),
                AwsConfig.endpoint(section),
                section.integer("threshold", MAX_BYTES, 0, MAX_BYTES));
    }
}
