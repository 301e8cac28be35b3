/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import org.jspecify.annotations.Nullable;

/**
 * What an HTTP answer says of an error beside its body.
 *
 * @param status the HTTP status
 * @param queryError the value of {@code x-amzn-query-error}: the code that the service's Query protocol has for the error,
 *     and whose fault it is; {@code null} in the Query protocol itself
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait">awsQueryCompatible</a>
 */
public record WireError(int status, @Nullable String queryError) {}
