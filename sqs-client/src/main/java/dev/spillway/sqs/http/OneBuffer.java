/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Publishes one buffer, or none if it is empty, to whoever subscribes first. */
final class OneBuffer implements Publisher<ByteBuffer> {

    private final ByteBuffer content;
    private final AtomicBoolean taken = new AtomicBoolean();

    OneBuffer(ByteBuffer content) {
        this.content = content;
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        if (!taken.compareAndSet(false, true)) {
            subscriber.onSubscribe(new Ended());
            subscriber.onError(new IllegalStateException("the content of an answer can be read once"));
        } else if (content.hasRemaining()) {
            subscriber.onSubscribe(new Delivery(subscriber));
        } else {
            subscriber.onSubscribe(new Ended());
            subscriber.onComplete();
        }
    }

    private final class Delivery implements Subscription {

        private final Subscriber<? super ByteBuffer> subscriber;
        private final AtomicBoolean ended = new AtomicBoolean();

        Delivery(Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            if (count <= 0) {
                subscriber.onError(new IllegalArgumentException("asked for " + count + " pieces, not for at least 1"));
                return;
            }
            subscriber.onNext(content);
            subscriber.onComplete();
        }

        @Override
        public void cancel() {
            ended.set(true);
        }
    }

    private static final class Ended implements Subscription {

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
