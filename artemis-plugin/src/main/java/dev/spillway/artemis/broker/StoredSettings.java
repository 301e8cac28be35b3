/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.QueueSettings.Redrive;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.config.PersistedKeyValuePair;
import org.jspecify.annotations.Nullable;

/** The settings of the queues in the broker's bindings journal, where they survive restarts and are replicated. */
final class StoredSettings {

    private static final String MAP = "spillway.sqs.queues";
    private static final JsonFactory JSON = new JsonFactory();

    private final StorageManager storage;
    private final long since = System.currentTimeMillis();

    StoredSettings(StorageManager storage) {
        this.storage = storage;
    }

    /** The names of the queues that have settings: those made through the SQS API. */
    Set<String> names() {
        return storage.getPersistedKeyValuePairs(MAP).keySet();
    }

    /**
     * The settings of a queue. One that the broker's configuration or a JMS client made has none: its messages are kept
     * until they are received, as that client expects.
     */
    QueueSettings of(String queue) {
        PersistedKeyValuePair pair = storage.getPersistedKeyValuePairs(MAP).get(queue);
        return pair == null
                ? new QueueSettings(Map.of(), Map.of(), since, since, Long.MAX_VALUE, null)
                : read(pair.getValue());
    }

    /** Stores settings; on disk when it returns. */
    void store(String queue, QueueSettings settings) throws Exception {
        storage.storeKeyValuePair(new PersistedKeyValuePair(MAP, queue, write(settings)));
    }

    void delete(String queue) throws Exception {
        storage.deleteKeyValuePair(MAP, queue);
    }

    static String write(QueueSettings settings) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("createdAt", settings.createdAt());
            json.writeNumberField("modifiedAt", settings.modifiedAt());
            json.writeNumberField("retentionMillis", settings.retentionMillis());
            json.writeNumberField("delayMillis", settings.delayMillis());
            Redrive redrive = settings.redrive();
            if (redrive != null) {
                json.writeStringField("deadLetterQueue", redrive.deadLetterQueue());
                json.writeNumberField("maxReceiveCount", redrive.maxReceiveCount());
            }
            write(json, "attributes", settings.attributes());
            write(json, "tags", settings.tags());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String field, Map<String, String> values) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, String> value : values.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
        json.writeEndObject();
    }

    static QueueSettings read(String text) {
        Map<String, Long> numbers = new HashMap<>();
        Map<String, Map<String, String>> maps = new HashMap<>();
        String deadLetterQueue = null;
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                switch (json.nextToken()) {
                    case START_OBJECT -> maps.put(field, readMap(json));
                    case VALUE_NUMBER_INT -> numbers.put(field, json.getLongValue());
                    default -> deadLetterQueue = json.getText();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stored settings of a queue are damaged: " + text, e);
        }
        return new QueueSettings(
                maps.getOrDefault("attributes", Map.of()),
                maps.getOrDefault("tags", Map.of()),
                numbers.getOrDefault("createdAt", 0L),
                numbers.getOrDefault("modifiedAt", 0L),
                numbers.getOrDefault("retentionMillis", Long.MAX_VALUE),
                numbers.getOrDefault("delayMillis", 0L),
                redrive(deadLetterQueue, numbers.get("maxReceiveCount")));
    }

    private static @Nullable Redrive redrive(@Nullable String queue, @Nullable Long maxReceiveCount) {
        return queue == null || maxReceiveCount == null ? null : new Redrive(queue, maxReceiveCount.intValue());
    }

    private static Map<String, String> readMap(JsonParser json) throws IOException {
        Map<String, String> values = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            values.put(json.currentName(), json.nextTextValue());
        }
        return values;
    }
}
