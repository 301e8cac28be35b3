/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** What a request failed for, with the server's name. What the network or the server did is an {@link IOException}, which the SDK tries again. */
final class Failure {

    private Failure() {}

    static Throwable of(Throwable cause, Destination server, HttpSettings settings) {
        if (cause instanceof HttpHostConnectException || cause instanceof ConnectTimeoutException) {
            return cause; // they name it
        }
        if (cause instanceof SocketTimeoutException) {
            return because(
                    new SocketTimeoutException(server + " was silent for too long: an answer may pause for "
                            + settings.read().toMillis() + " ms, taking a request for "
                            + settings.write().toMillis() + " ms"),
                    cause);
        }
        if (cause instanceof UnknownHostException) {
            return because(
                    new UnknownHostException("no address is known for " + server + ": " + cause.getMessage()), cause);
        }
        if (cause instanceof ConnectionClosedException || cause instanceof NoHttpResponseException) {
            return new IOException(
                    "the connection to " + server + " was closed before the answer was whole: " + cause.getMessage(),
                    cause);
        }
        if (cause instanceof HttpException) {
            return new IOException(server + " doesn't answer as HTTP wants it: " + cause.getMessage(), cause);
        }
        return cause;
    }

    /** There was no connection within the time that one may be waited for. */
    static IOException exhausted(Destination server, HttpSettings settings) {
        return new IOException("no connection to " + server + " became free within "
                + settings.acquire().toMillis() + " ms: all " + settings.maxConnections()
                + " are in use. Allow more connections, or send less at once; each request that waits for an answer, as a"
                + " long poll does, keeps one.");
    }

    private static IOException because(IOException failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }
}
