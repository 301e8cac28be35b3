/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.SdkPojo;

/** A request that was understood: an operation with its typed input. */
@FunctionalInterface
public interface Call {

    /**
     * Starts the operation; never blocks.
     *
     * @return the very future of the client, so that cancelling it reaches the operation; it may fail with any exception
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException if the operation is refused at once
     */
    CompletableFuture<? extends SdkPojo> on(Clients clients);
}
