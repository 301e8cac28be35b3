/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.spillway.camel.bridge.config.BridgeConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The example of a configuration and its schema say what the bridge reads. */
class ExampleTest {

    @TempDir
    Path folder;

    @Test
    void the_example_is_read() throws IOException {
        BridgeConfig config = read(Files.readString(Path.of("bridge.yaml")));

        assertThat(config.brokers()).containsOnlyKeys("plant");
        assertThat(config.mappings())
                .extracting(mapping -> mapping.id())
                .containsExactly("orders", "quotes", "documents", "replies");
    }

    /** The reader lists the keys that it knows when it meets one that it doesn't. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'brokers:'                    | ''",
                "'    class:'                  | brokers.additionalProperties",
                "'  region:'                   | aws",
                "'  host:'                     | management",
                "'    jmsQueue: orders'        | mappings.items.oneOf.0",
                "'    queues: [\"reply-*\"]'    | mappings.items.oneOf.1",
                "'    jmsQueue: quotes'        | mappings.items.oneOf.2",
            })
    void the_schema_has_the_keys_that_the_file_may_have(String line, String section) throws IOException {
        String example = Files.readString(Path.of("bridge.yaml"));
        assertThat(example).contains("\n" + line);
        String unheardOf = " ".repeat(line.length() - line.stripLeading().length()) + "unheardOf: x";

        Throwable refused = catchThrowable(() -> read(example.replace("\n" + line, "\n" + unheardOf + "\n" + line)));

        assertThat(refused).hasMessageContaining("unknown key").hasMessageContaining("There are: ");
        String known = refused.getMessage().substring(refused.getMessage().indexOf("There are: ") + 11);
        assertThat(keys(section).stream().map(String::valueOf)).containsExactlyInAnyOrder(known.split(", "));
    }

    /** JSON is YAML. */
    private static Set<?> keys(String section) throws IOException {
        try (InputStream schema = Main.class.getResourceAsStream("bridge.schema.json")) {
            Object node = new Load(LoadSettings.builder().build()).loadFromInputStream(schema);
            if (!section.isEmpty()) {
                for (String key : ("properties." + section).split("\\.")) {
                    node = node instanceof List<?> list ? list.get(Integer.parseInt(key)) : ((Map<?, ?>) node).get(key);
                }
            }
            return ((Map<?, ?>) ((Map<?, ?>) node).get("properties")).keySet();
        }
    }

    private BridgeConfig read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bridge.yaml"), text);
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            return BridgeConfig.read(file, Map.of(), Templates.load(camel));
        }
    }
}
