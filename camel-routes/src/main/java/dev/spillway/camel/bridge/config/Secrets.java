/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts values in the place of {@code ${env:NAME}} and {@code ${file:PATH}}; a file's content without its last line break.
 *
 * @param folder where relative paths begin
 */
record Secrets(Path folder, Map<String, String> environment) {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

    /** @throws IllegalArgumentException if a reference is of neither form, or leads nowhere */
    String resolve(String text) {
        return REFERENCE.matcher(text).replaceAll(reference -> Matcher.quoteReplacement(value(reference.group(1))));
    }

    private String value(String reference) {
        if (reference.startsWith("env:")) {
            String name = reference.substring("env:".length());
            String value = environment.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the environment variable " + name + " is not set");
            }
            return value;
        }
        if (reference.startsWith("file:")) {
            Path file = folder.resolve(reference.substring("file:".length()));
            try {
                return Files.readString(file).replaceFirst("\\R\\z", "");
            } catch (IOException e) {
                throw new IllegalArgumentException("the file " + file + " can't be read: " + e, e);
            }
        }
        throw new IllegalArgumentException("${" + reference + "} is neither ${env:NAME} nor ${file:PATH}");
    }
}
