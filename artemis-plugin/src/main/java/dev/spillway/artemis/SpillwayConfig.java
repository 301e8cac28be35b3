/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import dev.spillway.artemis.aws.Account;
import org.jspecify.annotations.Nullable;

/**
 * How the plugin serves.
 *
 * @param bind the address that the endpoint listens on; loopback unless told otherwise
 * @param port the endpoint's TCP port; 0 for any that is free; {@code null} for no endpoint
 * @param account the account and region that resources are named in
 */
public record SpillwayConfig(String bind, @Nullable Integer port, Account account) {

    /** Loopback, port 4566, us-east-1, account 000000000000. */
    public static final SpillwayConfig DEFAULT =
            new SpillwayConfig("127.0.0.1", 4566, new Account("us-east-1", "000000000000"));
}
