/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.s3;

import java.util.concurrent.CompletableFuture;

/** Texts by their keys, in one bucket. Stands between the transport and the SDK's S3 client, which is optional. */
public interface ObjectStore extends AutoCloseable {

    /** Complete once the text is stored. */
    CompletableFuture<Void> put(String key, String text);

    /** The text; fails if there is none. */
    CompletableFuture<String> get(String key);

    /** Complete once the text is gone. */
    CompletableFuture<Void> delete(String key);

    /** Ends what is under way. */
    @Override
    void close();
}
