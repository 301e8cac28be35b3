/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** Makes the SDK's requests, and notes the way that they go. */
final class RouteFinder implements SdkAsyncHttpClient {

    private final SdkAsyncHttpClient http;
    private final Clock clock;
    private volatile @Nullable Route route;

    RouteFinder(SdkAsyncHttpClient http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** The way of the last request; {@code null} if there was none, or none whose way could be told. */
    @Nullable Route route() {
        return route;
    }

    /** What makes requests whose way is known. */
    SdkAsyncHttpClient http() {
        return http;
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        // several of an SDK's requests at once have the same way
        route = Route.of(request.request(), clock);
        return http.execute(request);
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }
}
