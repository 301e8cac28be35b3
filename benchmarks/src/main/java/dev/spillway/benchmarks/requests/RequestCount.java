/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.requests;

import dev.spillway.sqs.TransmissionListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/** Counts the API requests of a client: those that are transmitted, retries included, or the calls of one in process. */
public final class RequestCount implements TransmissionListener {

    private final LongAdder sends = new LongAdder();
    private final LongAdder receives = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private final LongAdder others = new LongAdder();

    @Override
    public void transmitting(String operation, SqsRequest request) {
        count(operation);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        count(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    public Requests requests() {
        return new Requests(sends.sum(), receives.sum(), deletes.sum(), others.sum());
    }

    /** @param operation as AWS names it, or the method of a client */
    private void count(String operation) {
        switch (operation.toLowerCase(Locale.ROOT)) {
            case "sendmessage", "sendmessagebatch" -> sends.increment();
            case "receivemessage" -> receives.increment();
            case "deletemessage", "deletemessagebatch" -> deletes.increment();
            default -> others.increment();
        }
    }

    /** Makes the builder's client one of a server on this machine, whose requests are counted. */
    public <B extends AwsClientBuilder<B, ?>> B at(URI endpoint, B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(this));
    }

    /** The client, each of whose calls is counted. */
    public SqsAsyncClient counting(SqsAsyncClient client) {
        return (SqsAsyncClient) Proxy.newProxyInstance(
                SqsAsyncClient.class.getClassLoader(),
                new Class<?>[] {SqsAsyncClient.class},
                (proxy, method, arguments) -> {
                    if (method.getReturnType() == CompletableFuture.class) {
                        count(method.getName());
                    }
                    try {
                        return method.invoke(client, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
