/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import dev.spillway.sqs.json.ChangeMessageVisibilityBatch;
import dev.spillway.sqs.json.DeleteMessageBatch;
import dev.spillway.sqs.json.ReceiveMessage;
import dev.spillway.sqs.json.SendMessageBatch;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClientBuilder;
import software.amazon.awssdk.services.sqs.SqsServiceClientConfiguration;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The SDK's client, whose SendMessageBatch, ReceiveMessage, DeleteMessageBatch and ChangeMessageVisibilityBatch go to HTTP
 * directly: with what the SDK finds out of regions, endpoints and credentials, but without its pipeline, which costs more than
 * what the request does. What doesn't succeed directly is made again by the SDK, with its retries and its errors. Answers
 * have no {@code responseMetadata} and no {@code sdkHttpResponse}, unless the SDK has made the request.
 */
public final class DirectSqsClient implements InvocationHandler {

    private static final String OF_THE_SDK = "software.amazon.awssdk.";

    private final SqsAsyncClient sdk;
    private final DirectCalls calls;
    private final @Nullable ExecutorService answering;
    private final boolean direct;
    private final SendMessageBatch send = new SendMessageBatch();
    private final ReceiveMessage receive = new ReceiveMessage();
    private final DeleteMessageBatch delete = new DeleteMessageBatch();
    private final ChangeMessageVisibilityBatch changeVisibility = new ChangeMessageVisibilityBatch();

    private DirectSqsClient(
            SqsAsyncClient sdk, DirectCalls calls, @Nullable ExecutorService answering, boolean direct) {
        this.sdk = sdk;
        this.calls = calls;
        this.answering = answering;
        this.direct = direct;
    }

    /**
     * Builds a client.
     *
     * @param builder with all settings but the HTTP client
     * @param http makes what makes the requests, with the defaults of the SDK; it is closed with the client
     * @param answerAtOnce whether answers are seen to, and callers go on, where they are read: only if nothing that follows
     *     blocks, as the search for credentials may, which is made where a request starts
     * @return goes to HTTP directly, unless interceptors or headers of others want to see or to change the requests
     */
    public static SqsAsyncClient build(
            SqsAsyncClientBuilder builder, Function<AttributeMap, SdkAsyncHttpClient> http, boolean answerAtOnce) {
        if (answerAtOnce) {
            builder.asyncConfiguration(configuration -> configuration.advancedOption(
                    SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
        }
        AtomicReference<RouteFinder> made = new AtomicReference<>();
        SqsAsyncClient sdk = builder.httpClientBuilder(defaults -> {
                    made.set(new RouteFinder(http.apply(defaults), Clock.systemUTC()));
                    return made.get();
                })
                .build();
        RouteFinder routes = Objects.requireNonNull(made.get(), "the SDK has asked for no HTTP client");
        SqsServiceClientConfiguration settings = sdk.serviceClientConfiguration();
        boolean checked = !Boolean.FALSE.equals(settings.checksumValidationEnabled());
        List<TransmissionListener> listeners = listeners(settings.overrideConfiguration());
        ExecutorService answering = answerAtOnce ? null : AnswerThreads.open();
        DirectCalls calls = new DirectCalls(
                routes,
                settings.credentialsProvider(),
                listeners,
                checked,
                answering == null ? Runnable::run : answering);
        return (SqsAsyncClient) Proxy.newProxyInstance(
                SqsAsyncClient.class.getClassLoader(),
                new Class<?>[] {SqsAsyncClient.class},
                new DirectSqsClient(sdk, calls, answering, isPlain(settings.overrideConfiguration())));
    }

    /** Whether nobody wants to see, to change or to limit requests in a way that the SDK alone knows. */
    private static boolean isPlain(ClientOverrideConfiguration settings) {
        return settings.headers().isEmpty()
                && settings.metricPublishers().isEmpty()
                && settings.apiCallTimeout().isEmpty()
                && settings.apiCallAttemptTimeout().isEmpty()
                && settings.executionInterceptors().stream()
                        .allMatch(each -> each instanceof TransmissionListener
                                || each.getClass().getName().startsWith(OF_THE_SDK));
    }

    private static List<TransmissionListener> listeners(ClientOverrideConfiguration settings) {
        return settings.executionInterceptors().stream()
                .filter(TransmissionListener.class::isInstance)
                .map(TransmissionListener.class::cast)
                .toList();
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object argument = arguments == null || arguments.length != 1 ? null : arguments[0];
        if (method.getName().equals("equals")) {
            return proxy == argument;
        }
        if (argument instanceof Consumer) {
            // builds the request and comes back with it
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        if (direct && argument instanceof SendMessageBatchRequest request) {
            return calls.call(send, request, sdk::sendMessageBatch);
        }
        if (direct && argument instanceof ReceiveMessageRequest request) {
            return calls.call(receive, request, sdk::receiveMessage);
        }
        if (direct && argument instanceof DeleteMessageBatchRequest request) {
            return calls.call(delete, request, sdk::deleteMessageBatch);
        }
        if (direct && argument instanceof ChangeMessageVisibilityBatchRequest request) {
            return calls.call(changeVisibility, request, sdk::changeMessageVisibilityBatch);
        }
        if (method.getName().equals("close")) {
            calls.close();
        }
        try {
            return method.invoke(sdk, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            if (answering != null && method.getName().equals("close")) {
                answering.shutdown();
            }
        }
    }
}
