/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import java.io.IOException;

/** What one connection does again and again: send some messages, receive some, delete them. */
interface Cycle extends AutoCloseable {

    /**
     * Runs once.
     *
     * @param calls told how long each request or transaction took
     * @return how many messages were sent, received and deleted
     */
    int run(Calls calls) throws Exception;

    @Override
    void close() throws IOException;

    /** Takes the times of requests. */
    interface Calls {

        /** @param nanos from the begin of a request to the end of its answer */
        void took(long nanos);
    }
}
