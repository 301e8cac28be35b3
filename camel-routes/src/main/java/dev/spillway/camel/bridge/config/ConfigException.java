/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

/** The configuration is wrong. The message names the file, the line and what would be right, and tells no secret. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ConfigException(String message) {
        super(message);
    }
}
