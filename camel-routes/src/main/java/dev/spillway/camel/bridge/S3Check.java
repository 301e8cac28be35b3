/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import java.util.concurrent.CompletionException;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** Whether a bucket of S3 is there and may be listed, without which what is missing in it isn't told from what is forbidden. */
record S3Check(S3AsyncClient client, String bucket) {

    String reach() {
        try {
            client.headBucket(request -> request.bucket(bucket)).join();
            return "is there";
        } catch (CompletionException e) {
            throw new IllegalStateException("HeadBucket: " + (e.getCause() == null ? e : e.getCause()).getMessage());
        }
    }
}
