/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.standalone;

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

    static CommandLine of(List<String> arguments) throws UsageException {
        Map<Option, String> given = new EnumMap<>(Option.class);
        String file = null;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (argument.equals("--" + HELP) || argument.equals("-h")) {
                return new CommandLine(given, file, true);
            }
            if (!argument.startsWith("--")) {
                throw new UsageException("'" + argument + "' is not an option; options are like --port 4566");
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
            Option option = Option.of(name).orElse(null);
            if (option == null && !name.equals(CONFIG)) {
                throw unknown(name);
            }
            if (equals < 0 && !rest.hasNext()) {
                throw new UsageException("--" + name + " has no value; see --help");
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
    BrokerOptions options() throws UsageException {
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
            usage.append("  --%-21s %s (default %s)%n"
                    .formatted(option.key + " " + option.placeholder, option.meaning, option.otherwise));
        }
        return usage.append("  --%-21s %s%n"
                        .formatted(
                                CONFIG + " FILE",
                                "properties file with these options, such as" + " port=4566; the command line wins"))
                .append("  --%-21s %s%n".formatted(HELP, "this text"))
                .toString();
    }

    private static UsageException unknown(String name) {
        List<String> known =
                Stream.concat(Option.keys().stream(), Stream.of(CONFIG, HELP)).toList();
        return new UsageException("there is no option --" + name + "; did you mean --" + Nearest.to(name, known)
                + "? The options are --" + String.join(", --", known));
    }
}
