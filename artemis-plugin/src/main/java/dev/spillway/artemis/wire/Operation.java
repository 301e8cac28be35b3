/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * One operation of a service: a row of its table.
 *
 * @param <C> the service's client
 * @param name as AWS names it
 * @param newRequest a new builder of its request
 * @param method the client's method
 */
record Operation<C>(
        String name,
        Supplier<? extends SdkPojo> newRequest,
        BiFunction<C, SdkPojo, CompletableFuture<? extends SdkPojo>> method) {

    @SuppressWarnings("unchecked")
    static <C, B extends SdkPojo & SdkBuilder<B, Q>, Q extends SdkPojo, A extends SdkPojo> Operation<C> of(
            String name, Supplier<B> newRequest, BiFunction<C, Q, CompletableFuture<A>> method) {
        return new Operation<>(
                name, newRequest, (client, builder) -> method.apply(client, ((SdkBuilder<B, Q>) builder).build()));
    }

    /** @param filled what {@link #newRequest} gave, with the request's fields */
    CompletableFuture<? extends SdkPojo> call(C client, SdkPojo filled) {
        return method.apply(client, filled);
    }
}
