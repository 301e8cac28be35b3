/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The HTTP/1.1 server of the AWS endpoint, on Netty: {@link dev.spillway.artemis.http.HttpEndpoint}.
 *
 * <p>Depends on {@code wire}, which understands what the requests say, and on {@code aws} for who makes them. Knows no
 * service and nothing of Artemis.
 *
 * <p>No thread waits for a request: a handler starts the operation on its channel's event loop, and the answer is
 * written there when the operation's future completes. When the client goes away, the future is cancelled.
 *
 * <p>Where there are credentials, {@code http.signature} verifies each request before it is read. Where there are none, the
 * endpoint binds to loopback only, and refuses what browsers send: a page from anywhere can make its visitor's browser call
 * loopback, but can't keep the browser from saying so.
 */
@NullMarked
package dev.spillway.artemis.http;

import org.jspecify.annotations.NullMarked;
