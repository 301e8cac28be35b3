/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import dev.spillway.artemis.aws.Account;
import dev.spillway.artemis.config.KnownKeys;
import dev.spillway.artemis.config.PublicUrl;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the plugin serves.
 *
 * @param bind the address that the endpoint listens on; only loopback without credentials
 * @param port the endpoint's TCP port; 0 for any that is free; {@code null} for no endpoint
 * @param account the account and region that resources are named in
 * @param credentials a file of access keys, of which requests have to be signed by one; {@code null} to admit all
 * @param publicUrl what queue URLs begin with, such as {@code https://queues.example.com}; {@code null} for the
 *     {@code Host} that a request has
 */
public record SpillwayConfig(
        String bind,
        @Nullable Integer port,
        Account account,
        @Nullable Path credentials,
        @Nullable URI publicUrl) {

    /** Loopback, port 4566, us-east-1, account 000000000000. */
    public static final SpillwayConfig DEFAULT =
            new SpillwayConfig("127.0.0.1", 4566, new Account("us-east-1", "000000000000"));

    private static final KnownKeys KEYS =
            new KnownKeys("property", List.of("bind", "port", "region", "account", "credentials", "publicUrl"));

    /** Without credentials and public URL. */
    public SpillwayConfig(String bind, @Nullable Integer port, Account account) {
        this(bind, port, account, null, null);
    }

    /** @throws IllegalArgumentException if the port is none; the message says what is right */
    public SpillwayConfig {
        if (port != null && (port < 0 || port > 65_535)) {
            throw new IllegalArgumentException("port " + port + " is not a TCP port: 0 (any that is free) to 65535");
        }
        if (bind.isBlank()) {
            throw new IllegalArgumentException("bind is empty: give an address such as 127.0.0.1");
        }
    }

    /**
     * Reads the plugin's properties as {@code broker.xml} has them: {@code bind}, {@code port}, {@code region},
     * {@code account}, {@code credentials}, {@code publicUrl}, each optional.
     *
     * @throws IllegalArgumentException if a property is unknown, or its value is not of its form; the message says which
     *     and what is right
     */
    public static SpillwayConfig of(Map<String, String> properties) {
        KEYS.check(properties.keySet());
        return new SpillwayConfig(
                properties.getOrDefault("bind", DEFAULT.bind),
                port(properties.get("port")),
                new Account(
                        properties.getOrDefault("region", DEFAULT.account.region()),
                        properties.getOrDefault("account", DEFAULT.account.id())),
                credentials(properties.get("credentials")),
                publicUrl(properties.get("publicUrl")));
    }

    /**
     * The path of a credentials file.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static @Nullable Path credentials(@Nullable String value) {
        if (value != null && value.isBlank()) {
            throw new IllegalArgumentException("credentials is empty: give the path of a file");
        }
        try {
            return value == null ? null : Path.of(value.strip());
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "credentials '" + value + "' is not the path of a file: " + e.getReason(), e);
        }
    }

    private static @Nullable URI publicUrl(@Nullable String value) {
        return value == null ? null : PublicUrl.parse(value);
    }

    private static @Nullable Integer port(@Nullable String value) {
        try {
            return value == null ? DEFAULT.port : Integer.valueOf(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("port '" + value + "' is not a number from 0 to 65535", e);
        }
    }
}
