/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;

/** Message attributes, without the lists of values, for which SQS has names and no use. */
final class AttributeJson {

    private AttributeJson() {}

    static void write(Map<String, MessageAttributeValue> attributes, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("MessageAttributes");
        for (Map.Entry<String, MessageAttributeValue> each : attributes.entrySet()) {
            MessageAttributeValue value = each.getValue();
            write(each.getKey(), value.dataType(), value.stringValue(), value.binaryValue(), json);
        }
        json.writeEndObject();
    }

    static void writeSystem(Map<String, MessageSystemAttributeValue> attributes, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart("MessageSystemAttributes");
        for (Map.Entry<String, MessageSystemAttributeValue> each : attributes.entrySet()) {
            MessageSystemAttributeValue value = each.getValue();
            write(each.getKey(), value.dataType(), value.stringValue(), value.binaryValue(), json);
        }
        json.writeEndObject();
    }

    private static void write(
            String name, @Nullable String type, @Nullable String string, @Nullable SdkBytes binary, JsonGenerator json)
            throws IOException {
        json.writeObjectFieldStart(name);
        Json.write(json, "StringValue", string);
        if (binary != null) {
            json.writeBinaryField("BinaryValue", binary.asByteArrayUnsafe());
        }
        Json.write(json, "DataType", type);
        json.writeEndObject();
    }

    static Map<String, MessageAttributeValue> read(JsonParser json) throws IOException {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        Json.members(json, (name, value) -> attributes.put(name, attribute(value)));
        return attributes;
    }

    private static MessageAttributeValue attribute(JsonParser json) throws IOException {
        MessageAttributeValue.Builder attribute = MessageAttributeValue.builder();
        Json.members(json, (name, value) -> {
            switch (name) {
                case "DataType" -> attribute.dataType(Json.text(value));
                case "StringValue" -> attribute.stringValue(Json.text(value));
                case "BinaryValue" -> attribute.binaryValue(Json.bytes(value));
                default -> {}
            }
        });
        return attribute.build();
    }
}
