/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;

/** A request and its answer, which one thread sees to from the beginning to the end. */
final class BlockingExchange {

    /** As much of an answer as is read in one go. */
    private static final int PIECE = 8 * 1024;

    private final Thread thread = Thread.currentThread();
    private final AsyncExecuteRequest request;
    private final Destination destination;
    private final BlockingConnections connections;
    /** Why others ended it. */
    private final AtomicReference<@Nullable Exception> end = new AtomicReference<>();

    private volatile @Nullable LeaseRequest lease;
    private volatile @Nullable ConnectionEndpoint connection;

    BlockingExchange(AsyncExecuteRequest request, Destination destination, BlockingConnections connections) {
        this.request = request;
        this.destination = destination;
        this.connections = connections;
    }

    /** Makes the request and tells the handler. Complete on return. */
    CompletableFuture<Void> run() {
        try {
            Answer answer = answer();
            answer.tell(request.responseHandler());
            return CompletableFuture.completedFuture(null);
        } catch (Throwable e) { // what a handler throws is its request's failure, too
            Throwable failure = failure(e);
            Exchange.tell(request.responseHandler(), failure);
            return CompletableFuture.failedFuture(failure);
        }
    }

    private Throwable failure(Throwable thrown) {
        Exception reason = end.get();
        if (reason == null) {
            return Failure.of(thrown, destination, connections.settings);
        }
        reason.addSuppressed(thrown);
        return reason;
    }

    private Answer answer() throws IOException, HttpException {
        ByteBuffer content =
                RequestContent.of(request.requestContentPublisher()).join();
        ClassicHttpRequest head = RequestHead.withContent(request.request(), destination, content);
        ConnectionEndpoint own = leased();
        @Nullable Answer kept = null; // after which the connection can be used again
        try {
            connection = own;
            goOn();
            HttpClientContext context = HttpClientContext.create();
            if (!own.isConnected()) {
                connections.connect(own, destination, context);
            }
            try (ClassicHttpResponse response = connections.execute(own, head, context)) {
                Answer whole = read(response);
                if (DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(head, response, context)) {
                    kept = whole;
                }
                return whole;
            }
        } finally {
            connection = null;
            if (kept == null) {
                connections.discard(own);
            } else {
                connections.reuse(own, kept.keepAlive(Connections.maxIdle(connections.settings)));
            }
        }
    }

    private ConnectionEndpoint leased() throws IOException {
        LeaseRequest place;
        try {
            place = connections.lease(destination);
        } catch (IllegalStateException e) {
            throw new IOException("the HTTP client is closed", e);
        }
        boolean leased = false;
        try {
            lease = place;
            goOn();
            ConnectionEndpoint own = place.get(connections.acquire());
            leased = true;
            return own;
        } catch (InterruptedException e) {
            thread.interrupt();
            throw interrupted();
        } catch (TimeoutException e) {
            throw Failure.exhausted(destination, connections.settings);
        } catch (CancellationException | ExecutionException e) {
            if (thread.isInterrupted()) {
                throw interrupted();
            }
            throw new IOException("the HTTP client is closed", e);
        } finally {
            lease = null;
            if (!leased) {
                connections.giveUp(place);
            }
        }
    }

    private void goOn() throws IOException {
        if (end.get() != null) {
            throw new IOException("the request was ended before it was sent");
        }
    }

    private static Answer read(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        Answer answer = new Answer(response, entity);
        if (entity != null) {
            try (InputStream stream = entity.getContent()) {
                long length = entity.getContentLength();
                byte[] piece = new byte[length < 0 ? PIECE : (int) Math.min(PIECE, length + 1)];
                for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
                    answer.add(ByteBuffer.wrap(piece, 0, read));
                }
            } catch (OutOfMemoryError e) {
                throw new IOException("the answer doesn't fit into memory", e);
            }
        }
        return answer;
    }

    /** Without a cause: the SDK takes a lost connection for a reason to send again. */
    private static AbortedException interrupted() {
        return AbortedException.create("the thread was interrupted while it waited");
    }

    /** To be called by any thread. */
    void endIfInterrupted() {
        if (thread.isInterrupted()) {
            end(interrupted());
        }
    }

    /** To be called by any thread. */
    void end(Exception reason) {
        if (!end.compareAndSet(null, reason)) {
            return;
        }
        LeaseRequest place = lease;
        if (place != null) {
            place.cancel();
        }
        ConnectionEndpoint own = connection;
        if (own != null) {
            own.close(CloseMode.IMMEDIATE);
        }
    }
}
