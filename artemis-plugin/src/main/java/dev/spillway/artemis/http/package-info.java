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
 * <p>Signatures aren't verified, so the endpoint binds to loopback only, and refuses what browsers send: a page from
 * anywhere can make its visitor's browser call loopback, but can't keep the browser from saying so in the header
 * {@code Origin} or {@code Sec-Fetch-Site}. The {@code Host} may be any name: containers and proxies reach loopback
 * under names of their own.
 */
@NullMarked
package dev.spillway.artemis.http;

import org.jspecify.annotations.NullMarked;
