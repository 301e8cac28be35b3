/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import com.amazonaws.ClientConfiguration;
import com.amazonaws.auth.AWSStaticCredentialsProvider;
import com.amazonaws.auth.BasicAWSCredentials;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.handlers.HandlerBeforeAttemptContext;
import com.amazonaws.handlers.RequestHandler2;
import com.amazonaws.services.sqs.AmazonSQS;
import com.amazonaws.services.sqs.AmazonSQSClientBuilder;
import com.amazonaws.services.sqs.model.AmazonSQSException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/**
 * The AWS SDK for Java 1, of the time when it spoke the Query protocol to SQS, in the clothes of version 2: what can be
 * asked of the one can be asked of the other. Cancelling a call doesn't reach the server.
 */
public final class QueryEraSqs implements InvocationHandler {

    private static final String MODEL = "software.amazon.awssdk.services.sqs.model.";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AmazonSQS sqs;

    private QueryEraSqs(URI endpoint, String accessKey, String secret) {
        sqs = AmazonSQSClientBuilder.standard()
                .withEndpointConfiguration(new EndpointConfiguration(endpoint.toString(), "us-east-1"))
                .withCredentials(new AWSStaticCredentialsProvider(new BasicAWSCredentials(accessKey, secret)))
                .withClientConfiguration(
                        new ClientConfiguration().withMaxErrorRetry(0).withMaxConnections(100))
                .withRequestHandlers(new RequestHandler2() {
                    @Override
                    public void beforeAttempt(HandlerBeforeAttemptContext attempt) {
                        // It would call the host that the queue URL names, whatever that is.
                        attempt.getRequest().setEndpoint(endpoint);
                    }
                })
                .build();
    }

    public static SqsAsyncClient client(URI endpoint) {
        return client(endpoint, "contract", "secret");
    }

    public static SqsAsyncClient client(URI endpoint, String accessKey, String secret) {
        return (SqsAsyncClient) Proxy.newProxyInstance(
                QueryEraSqs.class.getClassLoader(),
                new Class<?>[] {SqsAsyncClient.class},
                new QueryEraSqs(endpoint, accessKey, secret));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("close")) {
            sqs.shutdown();
            threads.shutdown();
            return null;
        }
        if (method.getReturnType() == CompletableFuture.class && arguments[0] instanceof SqsRequest request) {
            return CompletableFuture.supplyAsync(() -> call(method.getName(), request), threads);
        }
        return InvocationHandler.invokeDefault(proxy, method, arguments);
    }

    private SdkPojo call(String operation, SqsRequest request) {
        try {
            Object old = QueryEraShapes.older(request);
            Object result = AmazonSQS.class.getMethod(operation, old.getClass()).invoke(sqs, old);
            String response = request.getClass().getSimpleName().replaceAll("Request$", "Response");
            SdkPojo builder = (SdkPojo)
                    Class.forName(MODEL + response).getMethod("builder").invoke(null);
            return QueryEraShapes.newer(result, builder);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof AmazonSQSException told) {
                throw newer(told);
            }
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static AwsServiceException newer(AmazonSQSException told) {
        return builder(told.getClass().getSimpleName())
                .statusCode(told.getStatusCode())
                .requestId(told.getRequestId())
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("Sqs")
                        .errorCode(told.getErrorCode())
                        .errorMessage(told.getErrorMessage())
                        .build())
                .build();
    }

    private static AwsServiceException.Builder builder(String type) {
        try {
            return type.equals("AmazonSQSException")
                    ? SqsException.builder()
                    : (AwsServiceException.Builder)
                            Class.forName(MODEL + type).getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
