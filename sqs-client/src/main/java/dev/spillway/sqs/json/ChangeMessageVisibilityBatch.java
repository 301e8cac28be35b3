/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResultEntry;

/**
 * ChangeMessageVisibilityBatch.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibilityBatch.html">ChangeMessageVisibilityBatch</a>
 */
public final class ChangeMessageVisibilityBatch
        extends Operation<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResponse> {

    public ChangeMessageVisibilityBatch() {
        super("ChangeMessageVisibilityBatch", 512);
    }

    @Override
    void write(ChangeMessageVisibilityBatchRequest request, JsonGenerator json) throws IOException {
        Json.write(json, "QueueUrl", request.queueUrl());
        json.writeArrayFieldStart("Entries");
        for (ChangeMessageVisibilityBatchRequestEntry entry : request.entries()) {
            json.writeStartObject();
            Json.write(json, "Id", entry.id());
            Json.write(json, "ReceiptHandle", entry.receiptHandle());
            Json.write(json, "VisibilityTimeout", entry.visibilityTimeout());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    ChangeMessageVisibilityBatchResponse read(
            ChangeMessageVisibilityBatchRequest request, JsonParser json, boolean checked) throws IOException {
        ChangeMessageVisibilityBatchResponse.Builder answer = ChangeMessageVisibilityBatchResponse.builder();
        Json.members(json, (name, value) -> {
            switch (name) {
                case "Successful" ->
                    answer.successful(Json.list(
                            value,
                            entry -> ChangeMessageVisibilityBatchResultEntry.builder()
                                    .id(BatchJson.id(entry))
                                    .build()));
                case "Failed" -> answer.failed(Json.list(value, BatchJson::failed));
                default -> {}
            }
        });
        return answer.build();
    }
}
