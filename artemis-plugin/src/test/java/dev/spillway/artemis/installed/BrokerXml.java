/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.installed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines for {@code broker.xml} that the module's README gives. */
final class BrokerXml {

    private static final Pattern LINES =
            Pattern.compile("```xml\\R(<broker-plugins>.*?</broker-plugins>)\\R```", Pattern.DOTALL);
    private static final String END = "</core>";

    private BrokerXml() {}

    /** The README's lines, but for the port: any that is free. */
    static String linesOfTheReadme() throws IOException {
        Matcher lines = LINES.matcher(Files.readString(Path.of("README.md")));
        if (!lines.find()) {
            throw new IllegalStateException("README.md has no lines for broker.xml");
        }
        String port = "key=\"port\" value=\"4566\"";
        if (!lines.group(1).contains(port)) {
            throw new IllegalStateException("the lines for broker.xml in README.md do not have " + port);
        }
        return lines.group(1).replace(port, "key=\"port\" value=\"0\"");
    }

    /** Adds lines at the end of {@code core}. */
    static void add(Path file, String lines) throws IOException {
        String xml = Files.readString(file);
        Files.writeString(file, xml.replace(END, lines + System.lineSeparator() + END));
    }
}
