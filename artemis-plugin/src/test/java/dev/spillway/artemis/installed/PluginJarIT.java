/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.installed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The jar that is dropped into a broker's lib folder. */
class PluginJarIT {

    /** What every jar may have, and nothing reads from the class path. */
    private static final Set<String> OF_EACH_JAR =
            Set.of("META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/NOTICE");

    @Test
    void nothing_in_it_has_the_name_of_a_class_or_resource_in_the_brokers_lib() throws IOException {
        Map<String, String> taken = new HashMap<>();
        for (Path jar : Distribution.lib()) {
            names(jar).forEach(name -> taken.put(name, jar.getFileName().toString()));
        }
        assertThat(taken).containsKey("org/apache/activemq/artemis/core/server/ActiveMQServer.class");

        taken.keySet().retainAll(names(Distribution.PLUGIN));

        taken.keySet().removeAll(OF_EACH_JAR);
        assertThat(taken).isEmpty();
    }

    @Test
    void every_class_in_it_has_a_package_of_its_own() throws IOException {
        assertThat(names(Distribution.PLUGIN))
                .filteredOn(name -> name.endsWith(".class"))
                .contains("dev/spillway/artemis/SpillwayPlugin.class")
                .allMatch(name -> name.startsWith("dev/spillway/"));
    }

    @Test
    void all_else_in_it_is_licences_services_and_data_of_those_packages() throws IOException {
        assertThat(names(Distribution.PLUGIN))
                .filteredOn(name -> !name.startsWith("dev/spillway/"))
                .allMatch(name -> name.matches("META-INF/(MANIFEST\\.MF|NOTICE|([A-Za-z-]+-)?LICENSE)")
                        || name.startsWith("META-INF/services/dev.spillway."));
    }

    @Test
    void each_service_in_it_names_classes_that_are_there() throws IOException {
        Set<String> names = names(Distribution.PLUGIN);
        try (JarFile jar = new JarFile(Distribution.PLUGIN.toFile())) {
            for (String service : names) {
                if (service.startsWith("META-INF/services/")) {
                    assertThat(text(jar, service).lines())
                            .isNotEmpty()
                            .allMatch(provider -> names.contains(provider.replace('.', '/') + ".class"));
                }
            }
        }
    }

    @Test
    void it_says_whose_work_it_holds() throws IOException {
        try (JarFile jar = new JarFile(Distribution.PLUGIN.toFile())) {
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
            assertThat(text(jar, "META-INF/NOTICE"))
                    .startsWith("// ----")
                    .contains("Copyright 2026 the Spillway project", "Jackson JSON processor", "AWS SDK for Java");
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        try (InputStream content = jar.getInputStream(jar.getEntry(name))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<String> names(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .collect(Collectors.toSet());
        }
    }
}
