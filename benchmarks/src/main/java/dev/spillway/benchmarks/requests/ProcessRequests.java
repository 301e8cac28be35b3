/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.requests;

import dev.spillway.sqs.TransmissionListener;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/**
 * Counts the API requests of all clients of the SDK in this process, those too that a library makes for itself. The SDK
 * finds it by {@code software/amazon/awssdk/global/handlers/execution.interceptors}, and makes one for each client.
 */
public final class ProcessRequests implements TransmissionListener {

    private static final RequestCount COUNT = new RequestCount();

    public static RequestCount count() {
        return COUNT;
    }

    @Override
    public void transmitting(String operation, SqsRequest request) {
        COUNT.transmitting(operation, request);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        COUNT.beforeTransmission(context, attributes);
    }
}
