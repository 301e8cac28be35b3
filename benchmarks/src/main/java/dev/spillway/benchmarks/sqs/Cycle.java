/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

/** What one connection does again and again: send some messages, receive some, delete them. */
interface Cycle extends AutoCloseable {

    /** Runs once. @return how many messages went all the way, and in how many requests */
    Done run() throws Exception;

    @Override
    void close() throws Exception;

    /**
     * @param messages that were sent, received and deleted
     * @param requests that this took
     */
    record Done(int messages, int requests) {}
}
