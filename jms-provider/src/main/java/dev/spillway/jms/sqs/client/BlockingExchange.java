/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.Header;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;
import software.amazon.awssdk.utils.BinaryUtils;

/** A request of the asynchronous client that one thread makes from its beginning to its end. */
final class BlockingExchange {

    private final Thread thread = Thread.currentThread();
    private final SdkAsyncHttpResponseHandler handler;
    private final ExecutableHttpRequest executable;
    private volatile boolean aborted;

    /** @param request has its content, as all of SQS's have, in memory */
    BlockingExchange(SdkHttpClient client, AsyncExecuteRequest request) {
        this.handler = request.responseHandler();
        byte[] content = content(request.requestContentPublisher());
        SdkHttpRequest withLength =
                request.request().copy(each -> each.putHeader(Header.CONTENT_LENGTH, Integer.toString(content.length)));
        HttpExecuteRequest.Builder builder = HttpExecuteRequest.builder()
                .request(withLength)
                .contentStreamProvider(() -> new ByteArrayInputStream(content));
        request.metricCollector().ifPresent(builder::metricCollector);
        this.executable = client.prepareRequest(builder.build());
    }

    private static byte[] content(Publisher<ByteBuffer> publisher) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        SdkPublisher.adapt(publisher)
                .subscribe(buffer -> content.writeBytes(BinaryUtils.copyBytesFrom(buffer)))
                .join();
        return content.toByteArray();
    }

    /** Makes the request and hands on what came of it. Complete on return, as the SDK's clients complete it. */
    CompletableFuture<Void> run() {
        HttpExecuteResponse response;
        byte[] body;
        try {
            response = executable.call();
            body = body(response);
        } catch (IOException | RuntimeException e) {
            Throwable failure = aborted ? interrupted(e) : e;
            handler.onError(failure);
            return CompletableFuture.failedFuture(failure);
        }
        handler.onHeaders(response.httpResponse());
        handler.onStream(SdkPublisher.fromIterable(List.of(ByteBuffer.wrap(body))));
        return CompletableFuture.completedFuture(null);
    }

    private static byte[] body(HttpExecuteResponse response) throws IOException {
        AbortableInputStream stream = response.responseBody().orElse(null);
        if (stream == null) {
            return new byte[0];
        }
        try (stream) {
            return stream.readAllBytes();
        }
    }

    /** Without a cause: the SDK takes a lost connection for a reason to send again. */
    private static AbortedException interrupted(Exception how) {
        AbortedException exception = AbortedException.create("the thread was interrupted while it waited");
        exception.addSuppressed(how);
        return exception;
    }

    /** To be called by any thread. */
    void endIfInterrupted() {
        if (thread.isInterrupted()) {
            aborted = true;
            executable.abort();
        }
    }
}
