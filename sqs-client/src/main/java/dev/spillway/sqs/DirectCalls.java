/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import dev.spillway.sqs.json.ChecksumMismatch;
import dev.spillway.sqs.json.Operation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

/**
 * Makes requests without the SDK's pipeline, once each. What doesn't succeed at once, for whatever reason, the SDK makes
 * again: it knows what the error means, whether and when to try again, and what to tell the caller. Where that happened, it
 * makes the requests of the next {@value #REST_MILLIS} milliseconds as well, so that a service in trouble isn't asked once more than by
 * the SDK.
 */
final class DirectCalls {

    static final long REST_MILLIS = 1_000;

    private final RouteFinder routes;
    private final IdentityProvider<? extends AwsCredentialsIdentity> credentials;
    private final List<TransmissionListener> listeners;
    private final boolean checked;
    private final Executor answering;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private volatile boolean closed;
    private volatile long failedAt = System.nanoTime() - REST_MILLIS * 1_000_000;

    /**
     * @param listeners are told of each request
     * @param checked whether to compare the digests of messages
     * @param answering where answers are read, and callers go on
     */
    DirectCalls(
            RouteFinder routes,
            IdentityProvider<? extends AwsCredentialsIdentity> credentials,
            List<TransmissionListener> listeners,
            boolean checked,
            Executor answering) {
        this.routes = routes;
        this.credentials = credentials;
        this.listeners = listeners;
        this.checked = checked;
        this.answering = answering;
    }

    /** Makes a request, or has it made by the SDK. The result can be cancelled, which ends the request. */
    <Q extends SqsRequest, A extends SqsResponse> CompletableFuture<A> call(
            Operation<Q, A> operation, Q request, Function<Q, CompletableFuture<A>> sdk) {
        Route route = routes.route();
        if (route == null
                || request.overrideConfiguration().isPresent()
                || System.nanoTime() - failedAt < REST_MILLIS * 1_000_000) {
            return sdk.apply(request);
        }
        CompletableFuture<byte[]> exchange;
        try {
            CompletableFuture<? extends AwsCredentialsIdentity> identity = credentials.resolveIdentity();
            if (!identity.isDone()) {
                return sdk.apply(request);
            }
            byte[] content = operation.content(request);
            SdkHttpRequest signed = signed(route, operation.name(), content, identity.join());
            listeners.forEach(each -> each.transmitting(operation.name(), request));
            exchange = Exchange.start(routes.http(), signed, content);
        } catch (IOException | RuntimeException e) {
            // no credentials, or a request that can't be written: the SDK tells
            return sdk.apply(request);
        }
        CompletableFuture<A> result = new CompletableFuture<>();
        exchange.whenCompleteAsync(
                (content, failure) -> {
                    if (failure == null) {
                        read(operation, request, content, sdk, result);
                    } else if (failure instanceof AbortedException) {
                        // who waits for it was interrupted
                        result.completeExceptionally(failure);
                    } else {
                        again(sdk, request, result, failure);
                    }
                },
                answering);
        cancelWith(result, exchange);
        return result;
    }

    /** Makes nothing again any more. To be called before the SDK's client closes. */
    void close() {
        closed = true;
    }

    private SdkHttpRequest signed(Route route, String operation, byte[] content, AwsCredentialsIdentity identity) {
        return signer.sign(route.signing(route.to(operation, content.length), identity)
                        .payload(() -> new ByteArrayInputStream(content))
                        .build())
                .request();
    }

    private <Q extends SqsRequest, A extends SqsResponse> void read(
            Operation<Q, A> operation,
            Q request,
            byte[] content,
            Function<Q, CompletableFuture<A>> sdk,
            CompletableFuture<A> result) {
        try {
            result.complete(operation.answer(request, content, checked));
        } catch (ChecksumMismatch e) {
            result.completeExceptionally(SdkClientException.create(e.getMessage(), e));
        } catch (IOException | RuntimeException e) {
            again(sdk, request, result, e);
        }
    }

    private <Q extends SqsRequest, A extends SqsResponse> void again(
            Function<Q, CompletableFuture<A>> sdk, Q request, CompletableFuture<A> result, Throwable reason) {
        if (result.isDone()) {
            return;
        }
        if (closed) {
            // the SDK would not answer any more
            result.completeExceptionally(SdkClientException.create("the client is closed", reason));
            return;
        }
        failedAt = System.nanoTime();
        CompletableFuture<A> again;
        try {
            again = sdk.apply(request);
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
            return;
        }
        again.whenComplete((answer, failure) -> {
            if (failure == null) {
                result.complete(answer);
            } else {
                result.completeExceptionally(cause(failure));
            }
        });
        cancelWith(result, again);
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private static void cancelWith(CompletableFuture<?> result, CompletableFuture<?> underWay) {
        result.whenComplete((answer, failure) -> {
            if (result.isCancelled()) {
                underWay.cancel(true);
            }
        });
    }
}
