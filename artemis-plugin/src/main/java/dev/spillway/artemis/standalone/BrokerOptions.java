/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.standalone;

import dev.spillway.artemis.SpillwayConfig;
import dev.spillway.artemis.aws.Account;
import dev.spillway.artemis.config.PublicUrl;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a broker is started with.
 *
 * @param data the folder for everything durable
 * @param config the endpoint and the account
 * @param jmsPort the TCP port for JMS clients; {@code null} for none
 */
record BrokerOptions(
        Path data, SpillwayConfig config, @Nullable Integer jmsPort) {

    private static final int MAX_PORT = 65_535;

    /**
     * @param given the options that were given; the others have their defaults
     * @throws IllegalArgumentException if a value is not of its form; the message says what is right
     */
    static BrokerOptions of(Map<Option, String> given) {
        int jmsPort = port(Option.JMS_PORT, given);
        Account account = new Account(value(Option.REGION, given), value(Option.ACCOUNT, given));
        SpillwayConfig config = new SpillwayConfig(
                value(Option.BIND, given),
                port(Option.PORT, given),
                account,
                SpillwayConfig.credentials(given.get(Option.CREDENTIALS)),
                given.containsKey(Option.PUBLIC_URL) ? PublicUrl.parse(value(Option.PUBLIC_URL, given)) : null);
        return new BrokerOptions(data(given), config, jmsPort == 0 ? null : jmsPort);
    }

    private static String value(Option option, Map<Option, String> given) {
        String value = given.containsKey(option) ? given.get(option) : option.otherwise;
        if (value == null || value.isBlank()) {
            String example = option.otherwise == null ? "" : "; it is, for example, " + option.otherwise;
            throw new IllegalArgumentException(option.key + " is empty" + example);
        }
        return value.strip();
    }

    private static int port(Option option, Map<Option, String> given) {
        String value = value(option, given);
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > MAX_PORT) {
            throw new IllegalArgumentException(
                    option.key + " '" + value + "' is not a TCP port, a number from 0 to " + MAX_PORT);
        }
        return Integer.parseInt(value);
    }

    private static Path data(Map<Option, String> given) {
        String value = value(Option.DATA, given);
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("data '" + value + "' is not the name of a folder: " + e.getReason(), e);
        }
    }
}
