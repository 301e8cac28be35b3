/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

import java.util.Locale;

/** What lines the log has. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** An object a line. */
    JSON;

    static LogFormat of(Section section) {
        String name = section.optionalText("logging");
        if (name == null) {
            return TEXT;
        }
        for (LogFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw section.error("logging", "is " + name + "; it is text or json");
    }
}
