/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.utils.BinaryUtils;

/** Answers as it is told to, at once, and notes what it was asked: for faults that no server makes on demand. */
final class ScriptedHttp implements SdkAsyncHttpClient {

    /** @param body of the request, in full */
    record Asked(SdkHttpRequest request, String body) {

        String operation() {
            return request.firstMatchingHeader("X-Amz-Target").orElseThrow().substring("AmazonSQS.".length());
        }

        boolean isDirect() {
            return request.firstMatchingHeader("amz-sdk-invocation-id").isEmpty();
        }
    }

    /** @param failure instead of an answer */
    record Answer(int status, String body, @Nullable Throwable failure) {

        static Answer ok(String body) {
            return new Answer(200, body, null);
        }

        static Answer error(int status, String type) {
            return new Answer(status, "{\"__type\":\"com.amazonaws.sqs#" + type + "\",\"message\":\"no\"}", null);
        }

        static Answer failing(Throwable failure) {
            return new Answer(0, "", failure);
        }

        /** None, until it is cancelled. */
        static Answer never() {
            return new Answer(0, "", null);
        }
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<Void>> open = new CopyOnWriteArrayList<>();
    private final Function<Asked, Answer> script;
    volatile boolean closed;

    ScriptedHttp(Function<Asked, Answer> script) {
        this.script = script;
    }

    List<String> directs() {
        return asked.stream().filter(Asked::isDirect).map(Asked::operation).toList();
    }

    List<String> ofTheSdk() {
        return asked.stream()
                .filter(each -> !each.isDirect())
                .map(Asked::operation)
                .toList();
    }

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        SdkPublisher.adapt(request.requestContentPublisher())
                .subscribe(part -> body.writeBytes(BinaryUtils.copyBytesFrom(part)))
                .join();
        Asked asking = new Asked((SdkHttpRequest) request.request(), body.toString(StandardCharsets.UTF_8));
        asked.add(asking);
        Answer answer = script.apply(asking);
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (answer.failure() != null) {
            request.responseHandler().onError(answer.failure());
            done.completeExceptionally(answer.failure());
        } else if (answer.status() == 0) {
            open.add(done);
        } else {
            request.responseHandler()
                    .onHeaders(SdkHttpResponse.builder()
                            .statusCode(answer.status())
                            .putHeader("Content-Type", "application/x-amz-json-1.0")
                            .build());
            ByteBuffer content = ByteBuffer.wrap(answer.body().getBytes(StandardCharsets.UTF_8));
            request.responseHandler().onStream(SdkPublisher.fromIterable(List.of(content)));
            done.complete(null);
        }
        return done;
    }

    @Override
    public void close() {
        closed = true;
    }
}
