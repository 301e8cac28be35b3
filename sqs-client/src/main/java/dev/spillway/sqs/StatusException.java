/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import java.io.IOException;

/** The answer is an error, whatever it is: the SDK, which makes the request again, tells. */
final class StatusException extends IOException {

    private static final long serialVersionUID = 1;

    StatusException(int status) {
        super("the service answered with the status " + status);
    }

    /** It is made for each answer that is an error, and nobody sees where. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
