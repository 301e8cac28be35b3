/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

import dev.spillway.diagnostic.Nearest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A mapping of the file: keys and their values, each once. Its errors name the file, the line and the key. */
final class Section {

    private final YamlFile file;
    private final String path;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** @param path of the section in the file, for messages; empty for the file itself */
    Section(YamlFile file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw file.error(node, what() + " has keys and values; this is something else");
        }
        for (NodeTuple entry : mapping.getValue()) {
            Node key = entry.getKeyNode();
            String name = file.text(key, what());
            if (values.put(name, entry.getValueNode()) != null) {
                throw file.error(key, name(name) + " is there twice");
            }
        }
    }

    /** Refuses keys that are not among these. */
    Section allow(Collection<String> keys) {
        for (Map.Entry<String, Node> value : values.entrySet()) {
            if (!keys.contains(value.getKey())) {
                throw file.error(
                        value.getValue(),
                        "unknown key " + name(value.getKey()) + "; did you mean " + Nearest.to(value.getKey(), keys)
                                + "? There are: " + String.join(", ", keys));
            }
        }
        return this;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Collection<String> keys() {
        return values.keySet();
    }

    String text(String key) {
        String text = optionalText(key);
        if (text == null) {
            throw error("has no " + key);
        }
        return text;
    }

    @Nullable String optionalText(String key) {
        Node value = values.get(key);
        return value == null ? null : file.text(value, name(key));
    }

    /** An empty one, as of a variable that is set to nothing, is refused. */
    String nonBlank(String key) {
        String text = text(key);
        if (text.isBlank()) {
            throw error(key, "is empty");
        }
        return text;
    }

    int integer(String key, int absent, int min, int max) {
        Node value = values.get(key);
        if (value == null) {
            return absent;
        }
        String text = file.text(value, name(key));
        try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw file.error(value, name(key) + " is " + text + "; it is a number from " + min + " to " + max);
    }

    boolean truth(String key, boolean absent) {
        String text = optionalText(key);
        if (text == null) {
            return absent;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw error(key, "is " + text + "; it is true or false");
        }
        return text.equals("true");
    }

    /** Empty where the key isn't there. */
    List<String> texts(String key) {
        Node value = values.get(key);
        if (value == null) {
            return List.of();
        }
        return items(key, value).stream()
                .map(item -> file.text(item, name(key)))
                .toList();
    }

    /** All values as texts, by their keys. */
    Map<String, String> allTexts() {
        Map<String, String> texts = new LinkedHashMap<>();
        values.keySet().forEach(key -> texts.put(key, text(key)));
        return texts;
    }

    @Nullable Section section(String key) {
        Node value = values.get(key);
        return value == null ? null : new Section(file, name(key), value);
    }

    List<Section> sections(String key) {
        Node value = values.get(key);
        if (value == null) {
            throw error("has no " + key);
        }
        List<Node> items = items(key, value);
        if (items.isEmpty()) {
            throw file.error(value, name(key) + " is empty");
        }
        return items.stream().map(item -> new Section(file, name(key), item)).toList();
    }

    /** What is wrong with the section as a whole. */
    ConfigException error(String message) {
        return file.error(node, what() + " " + message);
    }

    /** What is wrong with the value of a key. */
    ConfigException error(String key, String message) {
        return file.error(values.getOrDefault(key, node), name(key) + " " + message);
    }

    /** Where the section begins: {@code file:line}. */
    String place() {
        return file.place(node);
    }

    private List<Node> items(String key, Node value) {
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
            return List.of();
        }
        throw file.error(value, name(key) + " is a list; each item begins with '- '");
    }

    private String what() {
        return path.isEmpty() ? "the configuration" : path;
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
