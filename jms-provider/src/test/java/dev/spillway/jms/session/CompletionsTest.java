/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.spillway.jms.message.SpillwayMessage;
import dev.spillway.jms.message.SpillwayTextMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, section 7.3. */
class CompletionsTest {

    private final Completions completions = new Completions(Runnable::run);
    private final List<Message> told = new ArrayList<>();

    private CompletionListener listener(Runnable then) {
        return new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                told.add(message);
                then.run();
            }

            @Override
            public void onException(Message message, Exception exception) {
                throw new AssertionError(exception);
            }
        };
    }

    private void sent(Runnable then) {
        SpillwayMessage message = new SpillwayTextMessage("text");
        completions.add(CompletableFuture.completedFuture("id"), message, listener(then), id -> {});
    }

    @Test
    void a_listener_that_throws_an_error_does_not_keep_the_next_from_being_told() {
        sent(() -> {
            throw new NoClassDefFoundError("as scripted");
        });
        sent(() -> {});

        assertThat(told).hasSize(2);
        assertThatCode(completions::await).doesNotThrowAnyException();
    }
}
