/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.aws;

import java.net.URI;

/**
 * Who makes a request, and under which address the endpoint is known to them.
 *
 * @param endpoint scheme, host and port that queue URLs begin with, without a slash at the end: SDKs call the URL that
 *     they are given
 * @param principal what SenderId tells of the sender: the access key's user, or, where signatures aren't verified, the
 *     access key that the request names, or else the account
 * @param permissions what they may do
 */
public record Caller(URI endpoint, String principal, Permissions permissions) {

    /** A caller who may do everything. */
    public Caller(URI endpoint, String principal) {
        this(endpoint, principal, Permissions.ALL);
    }
}
