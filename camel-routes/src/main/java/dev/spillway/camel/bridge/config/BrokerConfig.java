/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a broker is connected to: a connection factory by its class or by JNDI.
 *
 * @param place where it stands in the file
 * @param className of a jakarta.jms.ConnectionFactory; {@code null} where it is looked up
 * @param url what its constructor takes; {@code null} for the constructor that takes nothing
 * @param properties what its setters are called with
 * @param jndiName what is looked up; {@code null} where there is a class
 * @param environment of the initial context
 * @param user {@code null} to connect without one
 */
public record BrokerConfig(
        String name,
        String place,
        @Nullable String className,
        @Nullable String url,
        Map<String, String> properties,
        @Nullable String jndiName,
        Map<String, String> environment,
        @Nullable String user,
        @Nullable String password) {

    static BrokerConfig of(String name, Section section) {
        section.allow(List.of("class", "url", "properties", "jndi", "user", "password"));
        Section properties = section.section("properties");
        Section jndi = section.section("jndi");
        if (section.has("class") == (jndi != null)) {
            throw section.error("has either a class or jndi");
        }
        for (String key : List.of("url", "properties")) {
            if (jndi != null && section.has(key)) {
                throw section.error(
                        key, "belongs to a class; what is looked up by jndi is configured where it is kept");
            }
        }
        if (section.has("password") && !section.has("user")) {
            throw section.error("has a password and no user");
        }
        Section environment =
                jndi == null ? null : jndi.allow(List.of("name", "environment")).section("environment");
        return new BrokerConfig(
                name,
                section.place(),
                section.optionalText("class"),
                section.optionalText("url"),
                properties == null ? Map.of() : properties.allTexts(),
                jndi == null ? null : jndi.text("name"),
                environment == null ? Map.of() : environment.allTexts(),
                section.optionalText("user"),
                section.optionalText("password"));
    }

    /** Without its values, which may be secrets. */
    @Override
    public String toString() {
        return "broker " + name;
    }
}
