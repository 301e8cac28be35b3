/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the bridge does.
 *
 * @param libraries a folder with the jars of brokers' clients; {@code null} for none
 * @param brokers by name
 */
public record BridgeConfig(
        @Nullable Path libraries,
        Map<String, BrokerConfig> brokers,
        AwsConfig aws,
        ManagementConfig management,
        LogFormat logging,
        List<MappingConfig> mappings) {

    /**
     * Reads a file.
     *
     * @param templates the parameters that each template has
     * @throws ConfigException if something is wrong with it
     */
    public static BridgeConfig read(
            Path file, Map<String, String> environment, Map<String, ? extends Set<String>> templates) {
        Section root = YamlFile.read(file, environment)
                .allow(List.of("libraries", "brokers", "aws", "management", "logging", "mappings"));
        Section brokerSections = root.section("brokers");
        if (brokerSections == null) {
            throw root.error("has no brokers");
        }
        Map<String, BrokerConfig> brokers = new LinkedHashMap<>();
        for (String name : brokerSections.keys()) {
            Section broker = brokerSections.section(name);
            if (broker != null) {
                brokers.put(name, BrokerConfig.of(name, broker));
            }
        }
        List<MappingConfig> mappings = root.sections("mappings").stream()
                .map(section -> MappingConfig.of(section, brokers.keySet(), templates))
                .toList();
        Set<String> ids = new HashSet<>();
        for (MappingConfig mapping : mappings) {
            if (!ids.add(mapping.id())) {
                throw new ConfigException(mapping.place() + ": the id " + mapping.id() + " is another mapping's");
            }
        }
        Section aws = root.section("aws");
        Section management = root.section("management");
        return new BridgeConfig(
                libraries(root, file),
                brokers,
                aws == null ? AwsConfig.DEFAULT : AwsConfig.of(aws),
                management == null ? ManagementConfig.DEFAULT : ManagementConfig.of(management),
                LogFormat.of(root),
                mappings);
    }

    private static @Nullable Path libraries(Section root, Path file) {
        String name = root.optionalText("libraries");
        if (name == null) {
            return null;
        }
        Path folder = file.toAbsolutePath().resolveSibling(name);
        if (!Files.isDirectory(folder)) {
            throw root.error("libraries", "is no folder: " + folder);
        }
        return folder;
    }
}
