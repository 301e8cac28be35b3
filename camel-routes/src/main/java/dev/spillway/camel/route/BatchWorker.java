/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.route;

/** Moves batches from a source, one at a time, until it is stopped. */
public interface BatchWorker extends Runnable {

    /** Ends the worker after the batch that it holds. */
    void stop();
}
