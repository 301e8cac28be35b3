/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * ReceiveMessage.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html">ReceiveMessage</a>
 */
public final class ReceiveMessage extends Operation<ReceiveMessageRequest, ReceiveMessageResponse> {

    public ReceiveMessage() {
        super("ReceiveMessage", 51);
    }

    @Override
    void write(ReceiveMessageRequest request, JsonGenerator json) throws IOException {
        Json.write(json, "QueueUrl", request.queueUrl());
        if (request.hasAttributeNames()) {
            names(json, "AttributeNames", request.attributeNamesAsStrings());
        }
        if (request.hasMessageSystemAttributeNames()) {
            names(json, "MessageSystemAttributeNames", request.messageSystemAttributeNamesAsStrings());
        }
        if (request.hasMessageAttributeNames()) {
            names(json, "MessageAttributeNames", request.messageAttributeNames());
        }
        Json.write(json, "MaxNumberOfMessages", request.maxNumberOfMessages());
        Json.write(json, "VisibilityTimeout", request.visibilityTimeout());
        Json.write(json, "WaitTimeSeconds", request.waitTimeSeconds());
        Json.write(json, "ReceiveRequestAttemptId", request.receiveRequestAttemptId());
    }

    private static void names(JsonGenerator json, String member, List<String> names) throws IOException {
        json.writeArrayFieldStart(member);
        for (String name : names) {
            json.writeString(name);
        }
        json.writeEndArray();
    }

    @Override
    ReceiveMessageResponse read(ReceiveMessageRequest request, JsonParser json, boolean checked) throws IOException {
        ReceiveMessageResponse.Builder answer = ReceiveMessageResponse.builder();
        Json.members(json, (name, value) -> {
            if (name.equals("Messages")) {
                answer.messages(Json.list(value, ReceiveMessage::message));
            }
        });
        ReceiveMessageResponse read = answer.build();
        if (checked) {
            for (Message message : read.messages()) {
                Checksums.checkBody(message.messageId(), message.body(), message.md5OfBody());
                Checksums.checkAttributes(
                        message.messageId(), message.messageAttributes(), message.md5OfMessageAttributes());
            }
        }
        return read;
    }

    private static Message message(JsonParser json) throws IOException {
        Message.Builder message = Message.builder();
        Json.members(json, (name, value) -> {
            switch (name) {
                case "MessageId" -> message.messageId(Json.text(value));
                case "ReceiptHandle" -> message.receiptHandle(Json.text(value));
                case "MD5OfBody" -> message.md5OfBody(Json.text(value));
                case "Body" -> message.body(Json.text(value));
                case "Attributes" -> message.attributesWithStrings(texts(value));
                case "MD5OfMessageAttributes" -> message.md5OfMessageAttributes(Json.text(value));
                case "MessageAttributes" -> message.messageAttributes(AttributeJson.read(value));
                default -> {}
            }
        });
        return message.build();
    }

    private static Map<String, @Nullable String> texts(JsonParser json) throws IOException {
        Map<String, @Nullable String> texts = new HashMap<>();
        Json.members(json, (name, value) -> texts.put(name, Json.text(value)));
        return texts;
    }
}
