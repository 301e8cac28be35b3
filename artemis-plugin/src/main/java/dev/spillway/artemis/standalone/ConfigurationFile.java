/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.standalone;

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

    static Map<Option, String> read(String file) throws UsageException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no configuration file '" + file + "'");
        } catch (CharacterCodingException e) {
            throw new UsageException("the configuration file '" + file + "' is not UTF-8 text");
        } catch (InvalidPathException | IOException e) {
            throw new UsageException("the configuration file '" + file + "' can't be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UsageException("the configuration file '" + file + "' is malformed: " + e.getMessage());
        }
        Map<Option, String> options = new EnumMap<>(Option.class);
        for (String key : properties.stringPropertyNames()) {
            Option option = Option.of(key).orElse(null);
            if (option == null) {
                throw new UsageException("the configuration file '" + file + "' has the unknown key '" + key
                        + "'; did you mean '" + Nearest.to(key, Option.keys()) + "'? The keys are "
                        + String.join(", ", Option.keys()));
            }
            options.put(option, properties.getProperty(key));
        }
        return options;
    }
}
