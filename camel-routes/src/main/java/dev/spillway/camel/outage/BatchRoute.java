/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.outage;

import dev.spillway.camel.batch.Batch;
import org.jspecify.annotations.Nullable;

/** What a worker hands its batches to. */
@FunctionalInterface
public interface BatchRoute {

    /** Tries to settle what is open in the batch; returns what the route itself threw, or {@code null}. */
    @Nullable Exception process(Batch batch);
}
