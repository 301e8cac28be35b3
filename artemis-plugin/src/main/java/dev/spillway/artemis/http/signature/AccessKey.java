/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import java.util.List;

/**
 * What one client signs with, and whose rights it has.
 *
 * @param id what AWS calls the access key id; no secret
 * @param secret what AWS calls the secret access key
 * @param user the Artemis user that the key's requests run as
 * @param roles the user's roles; empty to ask the broker for them
 */
public record AccessKey(String id, String secret, String user, List<String> roles) {

    public AccessKey {
        roles = List.copyOf(roles);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AccessKey[id=" + id + ", user=" + user + ", roles=" + roles + "]";
    }
}
