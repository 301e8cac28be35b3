/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

import java.util.List;

/**
 * Where health and metrics are served.
 *
 * @param host loopback by default: nobody is authenticated there
 * @param port 0 for any that is free
 */
public record ManagementConfig(String host, int port) {

    static final ManagementConfig DEFAULT = new ManagementConfig("127.0.0.1", 8080);

    static ManagementConfig of(Section section) {
        section.allow(List.of("host", "port"));
        String host = section.optionalText("host");
        return new ManagementConfig(
                host == null ? DEFAULT.host() : host, section.integer("port", DEFAULT.port(), 0, 65_535));
    }
}
