/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.bridge.config.LogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the bridge logs: to stderr, unless who runs it has a configuration of {@code java.util.logging} of their own, which
 * has precedence.
 */
final class Logs {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Main.class);

    private static boolean own;
    private static LogFormat format = LogFormat.TEXT;

    private Logs() {}

    /** The bridge's own configuration, where there is no other. */
    static void configure() {
        if (System.getProperty("java.util.logging.config.file") != null
                || System.getProperty("java.util.logging.config.class") != null) {
            return;
        }
        try (InputStream configuration = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        own = true;
    }

    /** From now on, where the configuration is the bridge's own. */
    static void use(LogFormat chosen) {
        if (!own || chosen == LogFormat.TEXT) {
            return;
        }
        format = chosen;
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setFormatter(new JsonFormatter());
            try {
                handler.setEncoding(StandardCharsets.UTF_8.name());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Tells whoever started the bridge that it runs: on stdout, or in the log where other lines would be in the way. */
    static void tell(PrintStream out, String line) {
        if (format == LogFormat.TEXT) {
            out.println(line);
        } else {
            LOG.info(line);
        }
    }
}
