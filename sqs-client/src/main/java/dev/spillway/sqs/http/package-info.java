/* SPDX-License-Identifier: Apache-2.0 */
/**
 * HTTP/1.1 for the SDK's asynchronous clients, whose requests and answers fit into memory: over the connections, the parser
 * and the I/O threads of Apache HttpClient 5, without the layers that it has above them. A thread that waits anyway may make its
 * request itself. Depends on the SDK's HTTP interface, its exception for interrupts, and Apache HttpClient alone.
 */
@NullMarked
package dev.spillway.sqs.http;

import org.jspecify.annotations.NullMarked;
