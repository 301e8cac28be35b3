/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.route.BatchConsumer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.apache.camel.util.json.JsonObject;
import org.slf4j.MDC;

/**
 * A JSON object a line, with {@code time} (ISO 8601, UTC, milliseconds), {@code level} (ERROR, WARN, INFO, DEBUG, TRACE),
 * {@code logger} and {@code message}; {@code route} where it is of one, {@code error}, a stack trace, where there is one.
 *
 * <p>Public for a configuration of {@code java.util.logging}.
 */
public final class JsonFormatter extends Formatter {

    @Override
    public String format(LogRecord logged) {
        JsonObject line = new JsonObject();
        Instant time = logged.getInstant().truncatedTo(ChronoUnit.MILLIS);
        line.put("time", time.toString());
        line.put("level", level(logged.getLevel()));
        line.put("logger", logged.getLoggerName());
        String route = MDC.get(BatchConsumer.ROUTE); // a handler formats in the thread that logs
        if (route != null) {
            line.put("route", route);
        }
        line.put("message", formatMessage(logged));
        if (logged.getThrown() != null) {
            StringWriter trace = new StringWriter();
            logged.getThrown().printStackTrace(new PrintWriter(trace, true));
            line.put("error", trace.toString());
        }
        return line.toJson() + "\n";
    }

    /** The name that the code that logged it used. */
    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        } else if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARN";
        } else if (level.intValue() >= Level.INFO.intValue()) {
            return "INFO";
        }
        return level.intValue() >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }
}
