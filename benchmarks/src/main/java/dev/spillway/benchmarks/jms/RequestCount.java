/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.jms;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Counts the API requests of a client: those that are transmitted, retries included, or the calls of one in process. */
final class RequestCount implements ExecutionInterceptor {

    private final LongAdder requests = new LongAdder();

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        requests.increment();
    }

    long requests() {
        return requests.sum();
    }

    /** The client, each of whose calls is counted. */
    SqsAsyncClient counting(SqsAsyncClient client) {
        return (SqsAsyncClient) Proxy.newProxyInstance(
                SqsAsyncClient.class.getClassLoader(),
                new Class<?>[] {SqsAsyncClient.class},
                (proxy, method, arguments) -> {
                    if (method.getReturnType() == CompletableFuture.class) {
                        requests.increment();
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
