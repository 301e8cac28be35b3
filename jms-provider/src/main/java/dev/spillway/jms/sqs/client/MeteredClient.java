/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.metrics.JmsMetrics.Outcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/** A client whose requests are told to the metrics. Where there are none, there is no such client either. */
public final class MeteredClient implements InvocationHandler {

    private final SqsAsyncClient client;
    private final JmsMetrics metrics;

    private MeteredClient(SqsAsyncClient client, JmsMetrics metrics) {
        this.client = client;
        this.metrics = metrics;
    }

    public static SqsAsyncClient of(SqsAsyncClient client, JmsMetrics metrics) {
        return (SqsAsyncClient) Proxy.newProxyInstance(
                SqsAsyncClient.class.getClassLoader(),
                new Class<?>[] {SqsAsyncClient.class},
                new MeteredClient(client, metrics));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object request = arguments == null || arguments.length != 1 ? null : arguments[0];
        if (request instanceof Consumer) {
            // builds the request and comes back with it
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        long began = System.nanoTime();
        try {
            Object answer = method.invoke(client, arguments);
            if (request != null && answer instanceof CompletableFuture<?> future) {
                String operation = operation(method);
                carried(operation, request);
                future.whenComplete((response, failure) ->
                        answered(operation, Duration.ofNanos(System.nanoTime() - began), response, failure));
            }
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String operation(Method method) {
        String name = method.getName();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private void carried(String operation, Object request) {
        if (request instanceof SendMessageBatchRequest send) {
            metrics.batch(operation, send.entries().size());
        } else if (request instanceof DeleteMessageBatchRequest delete) {
            metrics.batch(operation, delete.entries().size());
        } else if (request instanceof ChangeMessageVisibilityBatchRequest change) {
            metrics.batch(operation, change.entries().size());
        }
    }

    private void answered(String operation, Duration time, @Nullable Object response, @Nullable Throwable failure) {
        if (failure != null) {
            boolean cancelled = AwsErrors.unwrap(failure) instanceof CancellationException;
            metrics.request(operation, time, cancelled ? Outcome.CANCELLED : Outcome.ERROR);
            return;
        }
        metrics.request(operation, time, Outcome.SUCCESS);
        if (response instanceof ReceiveMessageResponse received) {
            metrics.batch(operation, received.messages().size());
            int again = (int) received.messages().stream()
                    .filter(MeteredClient::isRedelivered)
                    .count();
            if (again > 0) {
                metrics.redelivered(again);
            }
        }
    }

    private static boolean isRedelivered(Message message) {
        String count = message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
        return count != null && !count.equals("1");
    }
}
