/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.spillway.artemis.store.MoveTask;
import dev.spillway.artemis.store.MoveTaskStore;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.config.PersistedKeyValuePair;
import org.jspecify.annotations.Nullable;

/** The message move tasks in the broker's bindings journal, where they survive restarts and are replicated. */
final class StoredMoveTasks implements MoveTaskStore {

    private static final String MAP = "spillway.sqs.moves";

    /** Between the names of queues: in none of them. */
    private static final String SEPARATOR = ",";

    private static final JsonFactory JSON = new JsonFactory();

    private final StorageManager storage;
    private final Commit commit;

    StoredMoveTasks(StorageManager storage, Commit commit) {
        this.storage = storage;
        this.commit = commit;
    }

    @Override
    public List<MoveTask> all() {
        return storage.getPersistedKeyValuePairs(MAP).values().stream()
                .map(pair -> read(pair.getKey(), pair.getValue()))
                .toList();
    }

    @Override
    public CompletableFuture<Void> store(MoveTask task) {
        return commit.durablyElsewhere(
                () -> storage.storeKeyValuePair(new PersistedKeyValuePair(MAP, task.id(), write(task))));
    }

    @Override
    public CompletableFuture<Void> delete(String id) {
        return commit.durablyElsewhere(() -> storage.deleteKeyValuePair(MAP, id));
    }

    static String write(MoveTask task) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            write(json, "source", task.source());
            write(json, "destination", task.destination());
            write(json, "origins", String.join(SEPARATOR, task.origins()));
            write(json, "maxPerSecond", task.maxPerSecond());
            write(json, "status", task.status().name());
            write(json, "moved", task.moved());
            write(json, "toMove", task.toMove());
            write(json, "startedAt", task.startedAt());
            write(json, "failure", task.failure());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, String field, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value.toString());
        }
    }

    static MoveTask read(String id, String text) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                fields.put(json.currentName(), json.nextTextValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stored message move task " + id + " is damaged: " + text, e);
        }
        String origins = fields.getOrDefault("origins", "");
        String maxPerSecond = fields.get("maxPerSecond");
        return new MoveTask(
                id,
                field(fields, "source"),
                fields.get("destination"),
                origins.isEmpty() ? Set.of() : Set.of(origins.split(SEPARATOR, -1)),
                maxPerSecond == null ? null : Integer.valueOf(maxPerSecond),
                MoveTask.Status.valueOf(field(fields, "status")),
                Long.parseLong(field(fields, "moved")),
                Long.parseLong(field(fields, "toMove")),
                Long.parseLong(field(fields, "startedAt")),
                fields.get("failure"));
    }

    private static String field(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }
}
