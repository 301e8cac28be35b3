/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.async.SdkHttpContentPublisher;

/** Gathers what a publisher has into one piece: then its length is known, and one write sends it. */
final class RequestContent implements Subscriber<ByteBuffer> {

    private final CompletableFuture<ByteBuffer> whole = new CompletableFuture<>();
    private final ByteSink content;
    private boolean subscribed;

    private RequestContent(int expected) {
        content = new ByteSink(expected);
    }

    /** Completes where the publisher does, which for what lies in memory is at once. */
    static CompletableFuture<ByteBuffer> of(SdkHttpContentPublisher publisher) {
        long expected = publisher.contentLength().orElse(0L);
        RequestContent content = new RequestContent((int) Math.min(expected, ByteSink.TRUSTED));
        publisher.subscribe(content);
        return content.whole;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (subscribed) {
            subscription.cancel();
            return;
        }
        subscribed = true;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer piece) {
        content.add(piece);
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(content.whole());
    }
}
