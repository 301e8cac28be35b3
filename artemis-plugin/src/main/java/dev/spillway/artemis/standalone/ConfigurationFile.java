/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.standalone;

import dev.spillway.artemis.config.KnownKeys;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/** A properties file, in UTF-8, with the options of the command line as its keys. */
final class ConfigurationFile {

    private ConfigurationFile() {}

    /** @throws IllegalArgumentException if there is no such file, or it has an unknown key */
    static Map<Option, String> read(String file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no configuration file '" + file + "'", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the configuration file '" + file + "' is not UTF-8 text", e);
        } catch (InvalidPathException | IOException e) {
            throw new IllegalArgumentException(
                    "the configuration file '" + file + "' can't be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the configuration file '" + file + "' is malformed: " + e.getMessage(), e);
        }
        new KnownKeys("configuration key", Option.keys()).check(properties.stringPropertyNames());
        Map<Option, String> options = new EnumMap<>(Option.class);
        for (Option option : Option.values()) {
            String value = properties.getProperty(option.key);
            if (value != null) {
                options.put(option, value);
            }
        }
        return options;
    }
}
