/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A YAML file whose values may be secrets. No object is made of it but texts. */
final class YamlFile {

    private final Path path;
    private final Secrets secrets;

    private YamlFile(Path path, Secrets secrets) {
        this.path = path;
        this.secrets = secrets;
    }

    /** @throws ConfigException if the file can't be read or is no YAML */
    static Section read(Path path, Map<String, String> environment) {
        Path folder = path.toAbsolutePath().getParent();
        YamlFile file = new YamlFile(path, new Secrets(folder == null ? path : folder, environment));
        LoadSettings settings = LoadSettings.builder().setLabel(path.toString()).build();
        try {
            Node root = new Compose(settings)
                    .composeString(Files.readString(path))
                    .orElseThrow(() -> new ConfigException(path + " is empty"));
            return new Section(file, "", root);
        } catch (NoSuchFileException e) {
            throw new ConfigException("there is no file " + path);
        } catch (MalformedInputException e) {
            throw new ConfigException(path + " is no text in UTF-8");
        } catch (IOException e) {
            throw new ConfigException(path + " can't be read: " + e);
        } catch (MarkedYamlEngineException e) {
            String line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw new ConfigException(path + line + ": no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new ConfigException(path + ": no YAML: " + e.getMessage());
        }
    }

    /** A value as a text, its secrets resolved. */
    String text(Node value, String what) {
        if (!(value instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            throw error(value, what + " is one value; this is " + (value instanceof ScalarNode ? "none" : "several"));
        }
        try {
            return secrets.resolve(scalar.getValue());
        } catch (IllegalArgumentException e) {
            throw error(value, what + ": " + e.getMessage());
        }
    }

    ConfigException error(Node node, String message) {
        return new ConfigException(place(node) + ": " + message);
    }

    String place(Node node) {
        return path
                + node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    }
}
