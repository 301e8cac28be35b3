/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.batch.Batch;
import org.jspecify.annotations.Nullable;

/** What a worker hands its batches to. */
@FunctionalInterface
interface BatchRoute {

    /** Tries to settle what is open in the batch; returns why it could not, or {@code null}. */
    @Nullable Exception process(Batch batch);
}
