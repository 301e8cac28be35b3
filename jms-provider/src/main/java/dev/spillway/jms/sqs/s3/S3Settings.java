/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.s3;

import dev.spillway.jms.sqs.batch.Batcher;
import dev.spillway.mapping.S3Pointer;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How payloads travel through S3.
 *
 * @param bucket where they are kept, by its name
 * @param threshold the size of a message with its attributes, in bytes, above which its payload goes there, 0 to 1 MiB
 * @param endpoint another server of S3's API, addressed by path; {@code null} for Amazon S3
 * @param deleteObjects whether a payload is deleted once its message was
 */
public record S3Settings(
        String bucket, int threshold, @Nullable URI endpoint, boolean deleteObjects) {

    /** @throws IllegalArgumentException if a value is out of its range; the message names the range */
    public S3Settings {
        if (!S3Pointer.isBucketName(bucket)) {
            throw new IllegalArgumentException("s3Bucket is '" + bucket + "'; " + S3Pointer.BUCKET_NAME);
        }
        if (threshold < 0 || threshold > Batcher.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "s3Threshold is " + threshold + "; it is 0 to " + Batcher.MAX_BYTES + " bytes");
        }
        if (endpoint != null && !isHttp(endpoint)) {
            throw new IllegalArgumentException(
                    "s3Endpoint is '" + endpoint + "'; it is a URL such as http://127.0.0.1:9000");
        }
    }

    private static boolean isHttp(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getUserInfo() == null;
    }
}
