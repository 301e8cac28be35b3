/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.s3;

import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * Where a factory's S3 client comes from, if the application makes it: with credentials, encryption or a VPC endpoint of
 * its own. Stands between the factory and the SDK's S3 client, which is optional.
 */
public final class S3ClientSource {

    private final S3AsyncClient client;

    private S3ClientSource(S3AsyncClient client) {
        this.client = client;
    }

    /**
     * A client that stays the application's to close.
     *
     * @throws IllegalArgumentException for {@code null}
     */
    public static S3ClientSource given(S3AsyncClient client) {
        if (client == null) {
            throw new IllegalArgumentException("the S3 client is null");
        }
        return new S3ClientSource(client);
    }

    public ObjectStore bucket(String name) {
        return new S3ObjectStore(name, client, () -> {});
    }
}
