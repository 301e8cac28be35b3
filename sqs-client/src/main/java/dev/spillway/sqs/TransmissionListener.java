/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.SqsRequest;

/**
 * An interceptor that is content with being told of each request that goes out, and neither changes it nor waits for the
 * answer: requests may go directly, then. The SDK calls {@link ExecutionInterceptor#beforeTransmission} for those that it
 * makes; a direct one that the SDK makes again is told twice, as it goes out twice.
 */
public interface TransmissionListener extends ExecutionInterceptor {

    /**
     * A request is about to go out directly. To be answered at once; called by any thread.
     *
     * @param operation as AWS names it
     */
    void transmitting(String operation, SqsRequest request);
}
