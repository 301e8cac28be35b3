/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/**
 * SendMessageBatch.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>
 */
public final class SendMessageBatch extends Operation<SendMessageBatchRequest, SendMessageBatchResponse> {

    public SendMessageBatch() {
        super("SendMessageBatch", 1_536);
    }

    @Override
    void write(SendMessageBatchRequest request, JsonGenerator json) throws IOException {
        Json.write(json, "QueueUrl", request.queueUrl());
        json.writeArrayFieldStart("Entries");
        for (SendMessageBatchRequestEntry entry : request.entries()) {
            write(entry, json);
        }
        json.writeEndArray();
    }

    private static void write(SendMessageBatchRequestEntry entry, JsonGenerator json) throws IOException {
        json.writeStartObject();
        Json.write(json, "Id", entry.id());
        Json.write(json, "MessageBody", entry.messageBody());
        Json.write(json, "DelaySeconds", entry.delaySeconds());
        if (entry.hasMessageAttributes()) {
            AttributeJson.write(entry.messageAttributes(), json);
        }
        if (entry.hasMessageSystemAttributes()) {
            AttributeJson.writeSystem(entry.messageSystemAttributesAsStrings(), json);
        }
        Json.write(json, "MessageDeduplicationId", entry.messageDeduplicationId());
        Json.write(json, "MessageGroupId", entry.messageGroupId());
        json.writeEndObject();
    }

    @Override
    SendMessageBatchResponse read(SendMessageBatchRequest request, JsonParser json, boolean checked)
            throws IOException {
        SendMessageBatchResponse.Builder answer = SendMessageBatchResponse.builder();
        Json.members(json, (name, value) -> {
            switch (name) {
                case "Successful" -> answer.successful(Json.list(value, SendMessageBatch::sent));
                case "Failed" -> answer.failed(Json.list(value, BatchJson::failed));
                default -> {}
            }
        });
        SendMessageBatchResponse read = answer.build();
        if (checked) {
            check(request.entries(), read.successful());
        }
        return read;
    }

    private static SendMessageBatchResultEntry sent(JsonParser json) throws IOException {
        SendMessageBatchResultEntry.Builder entry = SendMessageBatchResultEntry.builder();
        Json.members(json, (name, value) -> {
            switch (name) {
                case "Id" -> entry.id(Json.text(value));
                case "MessageId" -> entry.messageId(Json.text(value));
                case "MD5OfMessageBody" -> entry.md5OfMessageBody(Json.text(value));
                case "MD5OfMessageAttributes" -> entry.md5OfMessageAttributes(Json.text(value));
                case "MD5OfMessageSystemAttributes" -> entry.md5OfMessageSystemAttributes(Json.text(value));
                case "SequenceNumber" -> entry.sequenceNumber(Json.text(value));
                default -> {}
            }
        });
        return entry.build();
    }

    /** Answers come in the order of their entries, as far as anyone has seen; it is not promised. */
    private static void check(List<SendMessageBatchRequestEntry> entries, List<SendMessageBatchResultEntry> sent)
            throws ChecksumMismatch {
        int next = 0;
        for (SendMessageBatchResultEntry result : sent) {
            for (int tried = 0; tried < entries.size(); tried++) {
                SendMessageBatchRequestEntry entry = entries.get(next);
                next = (next + 1) % entries.size();
                if (entry.id().equals(result.id())) {
                    Checksums.checkBody(result.messageId(), entry.messageBody(), result.md5OfMessageBody());
                    Checksums.checkAttributes(
                            result.messageId(), entry.messageAttributes(), result.md5OfMessageAttributes());
                    Checksums.checkSystemAttributes(
                            result.messageId(),
                            entry.messageSystemAttributesAsStrings(),
                            result.md5OfMessageSystemAttributes());
                    break;
                }
            }
        }
    }
}
