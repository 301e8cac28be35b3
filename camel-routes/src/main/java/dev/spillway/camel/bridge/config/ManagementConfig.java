/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

import java.util.List;

/**
 * Where health and metrics are served.
 *
 * @param host loopback by default: nobody is authenticated there
 * @param port 0 for any that is free
 * @param sampleSeconds between looks at how many messages wait in the sources; 0 for none
 * @param browse whether queues of brokers are looked at too, by browsing them
 */
public record ManagementConfig(String host, int port, int sampleSeconds, boolean browse) {

    static final ManagementConfig DEFAULT = new ManagementConfig("127.0.0.1", 8080, 15, true);

    private static final int DAY_SECONDS = 86_400;

    static ManagementConfig of(Section section) {
        section.allow(List.of("host", "port", "sampleSeconds", "browse"));
        String host = section.optionalText("host");
        return new ManagementConfig(
                host == null ? DEFAULT.host() : host,
                section.integer("port", DEFAULT.port(), 0, 65_535),
                section.integer("sampleSeconds", DEFAULT.sampleSeconds(), 0, DAY_SECONDS),
                section.truth("browse", DEFAULT.browse()));
    }
}
