/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** A client that gives every request of every operation to one function. */
final class RecordingSqs {

    private RecordingSqs() {}

    static SqsAsyncClient answering(Function<SqsRequest, CompletableFuture<? extends SdkPojo>> service) {
        InvocationHandler handler = (proxy, method, arguments) -> service.apply((SqsRequest) arguments[0]);
        return (SqsAsyncClient) Proxy.newProxyInstance(
                RecordingSqs.class.getClassLoader(), new Class<?>[] {SqsAsyncClient.class}, handler);
    }

    /** A new builder of what the operation answers. */
    static SdkPojo newAnswer(Operation<SqsAsyncClient> operation) throws ReflectiveOperationException {
        String model = "software.amazon.awssdk.services.sqs.model.";
        Method builder = Class.forName(model + operation.name() + "Response").getMethod("builder");
        return (SdkPojo) builder.invoke(null);
    }
}
