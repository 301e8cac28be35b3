/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.standalone;

import dev.spillway.artemis.config.KnownKeys;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the command, {@code --name value} or {@code --name=value}.
 *
 * @param given what they say, before the configuration file
 * @param file the configuration file that they name
 * @param help whether they ask for the usage
 */
record CommandLine(Map<Option, String> given, @Nullable String file, boolean help) {

    private static final String CONFIG = "config";
    private static final String HELP = "help";
    private static final KnownKeys KNOWN = new KnownKeys(
            "option",
            Stream.concat(Option.keys().stream(), Stream.of(CONFIG, HELP))
                    .map(key -> "--" + key)
                    .toList());

    /** @throws IllegalArgumentException if an option is unknown or has no value; the message says what is right */
    static CommandLine of(List<String> arguments) {
        Map<Option, String> given = new EnumMap<>(Option.class);
        String file = null;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--" + HELP) || argument.equals("-h")) {
                return new CommandLine(given, file, true);
            }
            if (!argument.startsWith("--")) {
                throw new IllegalArgumentException("'" + argument + "' is not an option; options are like --port 4566");
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
            Option option = Option.of(name).orElse(null);
            KNOWN.check(List.of("--" + name));
            if (equals < 0 && !rest.hasNext()) {
                throw new IllegalArgumentException("--" + name + " has no value; see --help");
            }
            String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
            if (option == null) {
                file = value;
            } else {
                given.put(option, value);
            }
        }
        return new CommandLine(given, file, false);
    }

    /** The options with those of the configuration file; the command line wins. */
    BrokerOptions options() {
        Map<Option, String> all = new EnumMap<>(Option.class);
        if (file != null) {
            all.putAll(ConfigurationFile.read(file));
        }
        all.putAll(given);
        return BrokerOptions.of(all);
    }

    static String usage() {
        StringBuilder usage = new StringBuilder("""
                Usage: java -jar spillway-broker.jar [OPTION VALUE]...

                Runs an Apache Artemis broker that serves the Amazon SQS API, until it is stopped by Ctrl-C.

                """);
        for (Option option : Option.values()) {
            String otherwise = option.otherwise == null ? "" : " (default " + option.otherwise + ")";
            usage.append(
                    "  --%-21s %s%s%n".formatted(option.key + " " + option.placeholder, option.meaning, otherwise));
        }
        return usage.append("  --%-21s %s%n"
                        .formatted(
                                CONFIG + " FILE",
                                "properties file with these options, such as" + " port=4566; the command line wins"))
                .append("  --%-21s %s%n".formatted(HELP, "this text"))
                .toString();
    }
}
