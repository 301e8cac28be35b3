/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.json;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/** What the answers to batches have in common. */
final class BatchJson {

    private BatchJson() {}

    static BatchResultErrorEntry failed(JsonParser json) throws IOException {
        BatchResultErrorEntry.Builder entry = BatchResultErrorEntry.builder();
        Json.members(json, (name, value) -> {
            switch (name) {
                case "Id" -> entry.id(Json.text(value));
                case "SenderFault" -> entry.senderFault(value.getValueAsBoolean());
                case "Code" -> entry.code(Json.text(value));
                case "Message" -> entry.message(Json.text(value));
                default -> {}
            }
        });
        return entry.build();
    }

    /** The id of an entry that succeeded, which is all that there is to say of it. */
    static @Nullable String id(JsonParser json) throws IOException {
        String[] id = new String[1];
        Json.members(json, (name, value) -> {
            if (name.equals("Id")) {
                id[0] = Json.text(value);
            }
        });
        return id[0];
    }
}
