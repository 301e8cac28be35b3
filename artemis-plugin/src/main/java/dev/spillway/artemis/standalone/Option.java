/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.standalone;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options of the broker, as they are named on the command line (after two dashes) and in its configuration file. */
enum Option {
    PORT("port", "PORT", "4566", "TCP port of the AWS endpoint; 0 for any that is free"),
    BIND("bind", "ADDRESS", "127.0.0.1", "address that the endpoint listens on; loopback, without credentials"),
    CREDENTIALS("credentials", "FILE", null, "file of access keys that requests have to be signed by"),
    PUBLIC_URL("public-url", "URL", null, "what queue URLs begin with, behind a load balancer"),
    JMS_PORT("jms-port", "PORT", "61616", "TCP port for JMS clients of Artemis, on loopback; 0 for none"),
    DATA("data", "DIR", "spillway-data", "folder for the queues and messages; made if it is not there"),
    REGION("region", "REGION", "us-east-1", "AWS region that queues are named in"),
    ACCOUNT("account", "ID", "000000000000", "AWS account, twelve digits, that queues are named in");

    final String key;
    final String placeholder;

    /** The default; {@code null} for none. */
    final @Nullable String otherwise;

    final String meaning;

    Option(String key, String placeholder, @Nullable String otherwise, String meaning) {
        this.key = key;
        this.placeholder = placeholder;
        this.otherwise = otherwise;
        this.meaning = meaning;
    }

    static Optional<Option> of(String key) {
        return Arrays.stream(values()).filter(option -> option.key.equals(key)).findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(option -> option.key).toList();
    }
}
