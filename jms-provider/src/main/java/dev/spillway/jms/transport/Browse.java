/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.transport;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One walk through the messages that a destination holds. They stay there, to be received later. */
public interface Browse {

    /** The next message, none twice; {@code null} at the end. One call at a time. */
    CompletableFuture<@Nullable Delivery> next();

    /**
     * Ends the walk; complete once whatever it has hidden from receivers is visible to them again. Idempotent; the future
     * doesn't fail.
     */
    CompletableFuture<Void> close();
}
