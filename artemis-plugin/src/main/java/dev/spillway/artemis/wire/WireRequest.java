/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the protocols look at in an HTTP request.
 *
 * @param method {@code GET}, {@code POST}, ...
 * @param uri path and query string as they came, still encoded
 * @param target the header {@code X-Amz-Target}
 * @param contentType the header {@code Content-Type}
 * @param body read once, from its beginning
 */
public record WireRequest(
        String method,
        String uri,
        @Nullable String target,
        @Nullable String contentType,
        InputStream body) {}
