/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the endpoint listens, and to whom.
 *
 * @param bind an address of this machine, or a name of one; a loopback address where requests aren't verified
 * @param port a TCP port; 0 for any that is free
 * @param account who unsigned requests come from, where they are admitted
 * @param publicUrl what queue URLs begin with, without a slash at the end; {@code null} for the {@code Host} of each request
 * @param signedAccess who may call; {@code null} to admit whoever reaches the endpoint
 */
public record EndpointConfig(
        String bind,
        int port,
        String account,
        @Nullable URI publicUrl,
        @Nullable SignedAccess signedAccess) {

    /** Whether requests need no signature. */
    boolean isOpen() {
        return signedAccess == null;
    }
}
