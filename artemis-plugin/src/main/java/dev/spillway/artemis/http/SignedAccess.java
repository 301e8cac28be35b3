/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import dev.spillway.artemis.aws.Permissions;
import dev.spillway.artemis.http.signature.AccessKey;
import dev.spillway.artemis.http.signature.SignatureVerifier;
import java.util.function.Function;

/**
 * Who may call: those who sign.
 *
 * @param signatures verifies each request
 * @param permissions what an access key's user may do; one object a key
 */
public record SignedAccess(SignatureVerifier signatures, Function<AccessKey, Permissions> permissions) {}
