/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;

/**
 * DeleteMessageBatch.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteMessageBatch.html">DeleteMessageBatch</a>
 */
public final class DeleteMessageBatch extends Operation<DeleteMessageBatchRequest, DeleteMessageBatchResponse> {

    public DeleteMessageBatch() {
        super("DeleteMessageBatch", 512);
    }

    @Override
    void write(DeleteMessageBatchRequest request, JsonGenerator json) throws IOException {
        Json.write(json, "QueueUrl", request.queueUrl());
        json.writeArrayFieldStart("Entries");
        for (DeleteMessageBatchRequestEntry entry : request.entries()) {
            json.writeStartObject();
            Json.write(json, "Id", entry.id());
            Json.write(json, "ReceiptHandle", entry.receiptHandle());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    DeleteMessageBatchResponse read(DeleteMessageBatchRequest request, JsonParser json, boolean checked)
            throws IOException {
        DeleteMessageBatchResponse.Builder answer = DeleteMessageBatchResponse.builder();
        Json.members(json, (name, value) -> {
            switch (name) {
                case "Successful" ->
                    answer.successful(Json.list(
                            value,
                            entry -> DeleteMessageBatchResultEntry.builder()
                                    .id(BatchJson.id(entry))
                                    .build()));
                case "Failed" -> answer.failed(Json.list(value, BatchJson::failed));
                default -> {}
            }
        });
        return answer.build();
    }
}
