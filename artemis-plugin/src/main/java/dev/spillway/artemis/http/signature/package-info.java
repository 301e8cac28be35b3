/* SPDX-License-Identifier: Apache-2.0 */
/**
 * AWS Signature Version 4: the access keys of a credentials file
 * ({@link dev.spillway.artemis.http.signature.CredentialsFile}), and whether a request was signed by one of them
 * ({@link dev.spillway.artemis.http.signature.SignatureVerifier}).
 *
 * <p>Uses {@code wire} for its errors and {@code config} for reading; {@code http} uses it. Nothing here writes a secret:
 * neither an error nor a {@code toString} holds one.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature
 *     Version 4</a>
 */
@NullMarked
package dev.spillway.artemis.http.signature;

import org.jspecify.annotations.NullMarked;
