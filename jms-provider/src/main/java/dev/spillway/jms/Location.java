/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import java.net.URI;

/** Where the queues are. */
sealed interface Location {

    /** Amazon SQS. */
    record Aws() implements Location {}

    /** A server of the same API. */
    record Endpoint(URI uri) implements Location {}

    /** A broker in this process. */
    record Embedded() implements Location {}
}
