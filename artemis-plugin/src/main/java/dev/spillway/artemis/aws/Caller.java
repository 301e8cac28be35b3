/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.aws;

import java.net.URI;

/**
 * Who makes a request, and under which address the endpoint is known to them.
 *
 * @param endpoint scheme, host and port that queue URLs begin with, without a slash at the end: SDKs call the URL that
 *     they are given
 * @param principal what SenderId tells of the sender: the access key id, or the account where requests aren't signed
 */
public record Caller(URI endpoint, String principal) {}
