/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/**
 * A request and its answer. It ends once: with the answer, with an error, or because nobody wants it any more. Who ends it gives
 * back the connection, and only then tells the handler.
 */
final class Exchange implements AsyncClientExchangeHandler, Acquisition.Receiver {

    /** How many connections may turn out to be closed before anything was sent by them. */
    private static final int RESTARTS = 3;

    private final AsyncExecuteRequest request;
    private final Destination destination;
    private final Connections connections;
    private final Set<Exchange> open;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<@Nullable AsyncConnectionEndpoint> connection = new AtomicReference<>();
    private volatile @Nullable Acquisition acquisition;

    // one thread after the other: they meet in the queues of Apache's connections
    private @Nullable HttpRequest head;
    private ByteBuffer content = ByteBuffer.allocate(0);
    private boolean sent;
    private int restarts;
    private @Nullable Answer answer;

    /** @param open has those that haven't ended */
    Exchange(AsyncExecuteRequest request, Destination destination, Connections connections, Set<Exchange> open) {
        this.request = request;
        this.destination = destination;
        this.connections = connections;
        this.open = open;
        open.add(this);
    }

    /** Fails if the exchange does; if it is cancelled or failed by its owner, the exchange is given up at once. */
    CompletableFuture<Void> start() {
        @SuppressWarnings({"FutureReturnValueIgnored", "unused"}) // neither can fail
        var ignored = done.whenComplete((nothing, failure) -> {
            if (failure != null) {
                end(failure);
            }
        });
        try {
            @SuppressWarnings({"FutureReturnValueIgnored", "unused"})
            var alsoIgnored = RequestContent.of(request.requestContentPublisher())
                    .whenComplete((whole, failure) -> {
                        if (failure != null) {
                            end(failure);
                        } else {
                            send(whole);
                        }
                    });
        } catch (RuntimeException e) {
            end(e);
        }
        return done;
    }

    private void send(ByteBuffer whole) {
        try {
            content = whole;
            head = RequestHead.of(request.request(), destination, whole.remaining());
            acquire();
        } catch (RuntimeException e) {
            end(e);
        }
    }

    private void acquire() {
        if (ended.get()) {
            return;
        }
        try {
            Acquisition begun = Acquisition.start(connections, destination, this);
            acquisition = begun;
            if (ended.get()) {
                begun.cancel();
            }
        } catch (IllegalStateException | RejectedExecutionException e) {
            end(new IOException("the HTTP client is closed", e));
        }
    }

    @Override
    public void connected(AsyncConnectionEndpoint endpoint) {
        connection.set(endpoint);
        if (ended.get()) {
            AsyncConnectionEndpoint unused = connection.getAndSet(null);
            if (unused != null) {
                connections.reuse(unused, connections.maxIdle());
            }
            return;
        }
        content.rewind();
        sent = false;
        answer = null;
        try {
            endpoint.execute("", this, null, HttpCoreContext.create());
        } catch (IllegalStateException e) { // closed since it was looked at
            failed(new RequestNotExecutedException());
        }
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        int length = content.remaining();
        channel.sendRequest(
                Objects.requireNonNull(head), length == 0 ? null : new BasicEntityDetails(length, null), context);
        if (length == 0) {
            sent();
        }
    }

    @Override
    public int available() {
        return content.remaining();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (content.hasRemaining()) {
            channel.write(content);
        }
        if (!content.hasRemaining() && !sent) {
            channel.endStream();
            sent();
        }
    }

    private void sent() {
        sent = true;
        AsyncConnectionEndpoint own = connection.get();
        if (own != null && !connections.settings.read().equals(connections.settings.write())) {
            own.setSocketTimeout(Connections.timeout(connections.settings.read()));
        }
    }

    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) {}

    @Override
    public void consumeResponse(HttpResponse response, @Nullable EntityDetails entity, HttpContext context) {
        Answer begun = new Answer(response, entity);
        answer = begun;
        if (entity == null) {
            answered(begun);
        }
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer piece) {
        Answer begun = answer;
        if (begun == null) {
            return;
        }
        try {
            begun.add(piece);
        } catch (OutOfMemoryError e) { // it ends this exchange, not the thread that all share
            answer = null;
            end(new IOException("the answer of " + destination + " doesn't fit into memory", e));
        }
    }

    @Override
    public void streamEnd(@Nullable List<? extends Header> trailers) {
        Answer whole = answer;
        if (whole != null) {
            answered(whole);
        }
    }

    private void answered(Answer whole) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        AsyncConnectionEndpoint own = connection.getAndSet(null);
        if (own != null) {
            if (sent) {
                connections.reuse(own, whole.keepAlive(connections.maxIdle()));
            } else {
                connections.discard(own);
            }
        }
        open.remove(this);
        try {
            whole.tell(request.responseHandler());
            done.complete(null);
        } catch (Throwable e) { // else it would end the thread that all connections share
            tell(e);
        }
        // what the handler or who waits for the future did must not end the I/O thread
        boolean ignored = Thread.interrupted();
    }

    @Override
    public void failed(Exception cause) {
        if (ended.get()) {
            return;
        }
        AsyncConnectionEndpoint own = connection.getAndSet(null);
        if (own != null) {
            connections.discard(own);
        }
        if (cause instanceof RequestNotExecutedException && restarts++ < RESTARTS) {
            acquire();
        } else {
            end(cause);
        }
    }

    /** As Apache says that the exchange won't be done. */
    @Override
    public void cancel() {
        failed(new ConnectionClosedException());
    }

    /** What Apache calls, too, where a connection was closed before the exchange was begun. */
    @Override
    public void releaseResources() {}

    /** Whether it has no connection yet. */
    boolean isWaiting() {
        return connection.get() == null;
    }

    /** Gives the exchange up, if it hasn't ended. */
    void end(Throwable cause) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        Acquisition begun = acquisition;
        if (begun != null) {
            begun.cancel();
        }
        AsyncConnectionEndpoint own = connection.getAndSet(null);
        if (own != null) {
            connections.discard(own);
        }
        open.remove(this);
        tell(Failure.of(cause, destination, connections.settings));
    }

    private void tell(Throwable cause) {
        tell(request.responseHandler(), cause);
        done.completeExceptionally(cause);
    }

    /** A handler that throws keeps neither others from being told nor the thread from its work. */
    static void tell(SdkAsyncHttpResponseHandler handler, Throwable cause) {
        try {
            handler.onError(cause);
        } catch (Throwable e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        }
    }
}
