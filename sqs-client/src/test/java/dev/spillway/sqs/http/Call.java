/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** One request, and what its handler was told, in order. */
final class Call implements SdkAsyncHttpResponseHandler {

    final Queue<String> told = new ConcurrentLinkedQueue<>();
    final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    volatile SdkHttpResponse head;
    volatile Thread thread;
    CompletableFuture<Void> done;
    private volatile Throwable thrown;

    private Call() {}

    static Call post(SdkAsyncHttpClient client, URI uri, String content) {
        return send(client, SdkHttpMethod.POST, uri, content.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Call get(SdkAsyncHttpClient client, URI uri) {
        return send(client, SdkHttpMethod.GET, uri, new byte[0], Map.of());
    }

    static Call send(
            SdkAsyncHttpClient client, SdkHttpMethod method, URI uri, byte[] content, Map<String, String> headers) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder().method(method).uri(uri);
        headers.forEach(request::putHeader);
        return send(client, request.build(), content);
    }

    static Call send(SdkAsyncHttpClient client, SdkHttpRequest request, byte[] content) {
        Call call = new Call();
        call.done = client.execute(AsyncExecuteRequest.builder()
                .request(request)
                .requestContentPublisher(publisher(content))
                .responseHandler(call)
                .build());
        return call;
    }

    /** It throws whatever it is told. */
    static Call whoseHandlerThrows(SdkAsyncHttpClient client, URI uri, Throwable thrown) {
        Call call = new Call();
        call.thrown = thrown;
        SdkHttpRequest request =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build();
        call.done = client.execute(AsyncExecuteRequest.builder()
                .request(request)
                .requestContentPublisher(publisher(new byte[0]))
                .responseHandler(call)
                .build());
        return call;
    }

    private void complain() {
        if (thrown instanceof Error error) {
            throw error;
        } else if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private static SdkHttpContentPublisher publisher(byte[] content) {
        OneBuffer buffer = new OneBuffer(ByteBuffer.wrap(content));
        return new SdkHttpContentPublisher() {
            @Override
            public Optional<Long> contentLength() {
                return Optional.of((long) content.length);
            }

            @Override
            public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
                buffer.subscribe(subscriber);
            }
        };
    }

    Call await() throws Exception {
        done.get(30, TimeUnit.SECONDS);
        return this;
    }

    /** Why it failed. */
    Throwable failure() {
        Throwable thrown = catchThrowable(() -> done.get(30, TimeUnit.SECONDS));
        return thrown instanceof ExecutionException ? thrown.getCause() : thrown;
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        synchronized (content) {
            return content.toByteArray();
        }
    }

    @Override
    public void onHeaders(SdkHttpResponse headers) {
        head = headers;
        thread = Thread.currentThread();
        told.add("headers");
        complain();
    }

    @Override
    public void onStream(Publisher<ByteBuffer> stream) {
        told.add("stream");
        stream.subscribe(new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer piece) {
                byte[] bytes = new byte[piece.remaining()];
                piece.get(bytes);
                synchronized (content) {
                    content.writeBytes(bytes);
                }
            }

            @Override
            public void onError(Throwable failure) {
                told.add("stream failed");
            }

            @Override
            public void onComplete() {
                told.add("stream ended");
            }
        });
    }

    @Override
    public void onError(Throwable failure) {
        errors.add(failure);
        told.add("error");
        complain();
    }
}
