/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.sqs.TransmissionListener;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/**
 * Counts what goes over the wire to SQS, with what the SDK itself tries again. A direct request that the SDK makes again is two
 * requests and no retry. Safe for use by any number of threads.
 */
final class SqsRequests implements TransmissionListener {

    /**
     * What is counted apart.
     *
     * @param operation as AWS names it
     * @param queue its name; empty for a request that is for none
     */
    record Kind(String operation, String queue) {}

    /** The requests of one kind. */
    static final class Counts {

        private final LongAdder requests = new LongAdder();
        private final LongAdder retries = new LongAdder();

        /** All, retries too. */
        long requests() {
            return requests.sum();
        }

        long retries() {
            return retries.sum();
        }
    }

    private static final ExecutionAttribute<Boolean> TRIED = new ExecutionAttribute<>("SpillwayTried");

    private static final Comparator<Kind> ORDER =
            Comparator.comparing(Kind::operation).thenComparing(Kind::queue);

    private final Map<Kind, Counts> counts = new ConcurrentHashMap<>();

    /** By operation and queue, in order. */
    Map<Kind, Counts> counts() {
        Map<Kind, Counts> sorted = new TreeMap<>(ORDER);
        sorted.putAll(counts);
        return sorted;
    }

    @Override
    public void transmitting(String operation, SqsRequest request) {
        count(operation, request);
    }

    /** The SDK calls it before each request, a retry too, with the same attributes for all tries of a call. */
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        Counts counted = count(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), context.request());
        if (Boolean.TRUE.equals(attributes.getAttribute(TRIED))) {
            counted.retries.increment();
        }
        attributes.putAttribute(TRIED, true);
    }

    private Counts count(String operation, SdkRequest request) {
        Counts counted = counts.computeIfAbsent(new Kind(operation, queue(request)), first -> new Counts());
        counted.requests.increment();
        return counted;
    }

    private static String queue(SdkRequest request) {
        return request.getValueForField("QueueUrl", String.class)
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .or(() -> request.getValueForField("QueueName", String.class))
                .orElse("");
    }
}
