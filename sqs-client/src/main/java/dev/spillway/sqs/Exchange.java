/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;
import software.amazon.awssdk.utils.BinaryUtils;

/** A request whose content is in memory, and its answer, which will be. */
final class Exchange implements SdkHttpContentPublisher, SdkAsyncHttpResponseHandler, Subscriber<ByteBuffer> {

    private final byte[] content;
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream(1_024);
    private volatile int status;

    private Exchange(byte[] content) {
        this.content = content;
    }

    /**
     * Makes a request.
     *
     * @return the content of an answer whose status is 200; fails with {@link StatusException} for another. Cancelling it
     *     ends the request
     */
    static CompletableFuture<byte[]> start(SdkAsyncHttpClient http, SdkHttpRequest request, byte[] content) {
        Exchange exchange = new Exchange(content);
        CompletableFuture<Void> exchanged = http.execute(AsyncExecuteRequest.builder()
                .request(request)
                .requestContentPublisher(exchange)
                .responseHandler(exchange)
                .build());
        exchange.answer.whenComplete((answered, failure) -> {
            if (exchange.answer.isCancelled()) {
                exchanged.cancel(true);
            }
        });
        exchanged.whenComplete((done, failure) -> {
            if (failure != null) {
                exchange.answer.completeExceptionally(failure);
            }
        });
        return exchange.answer;
    }

    @Override
    public Optional<Long> contentLength() {
        return Optional.of((long) content.length);
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Subscription() {

            private boolean sent;

            @Override
            public void request(long buffers) {
                if (!sent) {
                    sent = true;
                    subscriber.onNext(ByteBuffer.wrap(content));
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                sent = true;
            }
        });
    }

    @Override
    public void onHeaders(SdkHttpResponse response) {
        status = response.statusCode();
    }

    @Override
    public void onStream(Publisher<ByteBuffer> body) {
        body.subscribe(this);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer part) {
        received.writeBytes(BinaryUtils.copyBytesFrom(part));
    }

    @Override
    public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        if (status == 200) {
            answer.complete(received.toByteArray());
        } else {
            answer.completeExceptionally(new StatusException(status));
        }
    }
}
