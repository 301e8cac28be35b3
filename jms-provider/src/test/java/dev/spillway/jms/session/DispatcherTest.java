/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The thread of a session's listeners outlives what they do to it. */
class DispatcherTest {

    private final Dispatcher dispatcher = new Dispatcher();

    @AfterEach
    void end() {
        dispatcher.end();
    }

    @Test
    void a_task_that_throws_an_error_does_not_keep_the_next_from_running() {
        CompletableFuture<Void> next = new CompletableFuture<>();
        dispatcher.execute(() -> {
            throw new NoClassDefFoundError("as scripted");
        });
        dispatcher.execute(() -> next.complete(null));

        assertThat(next).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    void a_task_that_interrupts_its_thread_does_not_keep_the_next_from_running() {
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        dispatcher.execute(() -> Thread.currentThread().interrupt());
        dispatcher.execute(() -> next.complete(Thread.currentThread().isInterrupted()));

        assertThat(next).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(false);
    }
}
