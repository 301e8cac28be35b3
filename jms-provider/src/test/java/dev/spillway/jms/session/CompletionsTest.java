/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.spillway.jms.message.SpillwayMessage;
import dev.spillway.jms.message.SpillwayTextMessage;
import jakarta.jms.CompletionListener;
import jakarta.jms.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Jakarta Messaging 3.1, section 7.3. */
class CompletionsTest {

    private final Completions completions = new Completions(Runnable::run);
    private final List<Message> told = new CopyOnWriteArrayList<>();

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

    @Test
    void listeners_are_called_in_the_order_of_the_sends_whichever_is_answered_first() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        SpillwayMessage one = send(completions, first);
        SpillwayMessage other = send(completions, second);

        second.complete("2");
        assertThat(told).isEmpty();
        first.complete("1");

        assertThat(told).containsExactly(one, other);
    }

    @Test
    void what_is_answered_before_a_task_has_run_is_called_by_that_task() {
        List<Runnable> tasks = new ArrayList<>();
        Completions later = new Completions(tasks::add);
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        SpillwayMessage one = send(later, first);
        SpillwayMessage other = send(later, second);
        first.complete("1");
        second.complete("2");

        assertThat(tasks).hasSize(1);
        tasks.get(0).run();

        assertThat(told).containsExactly(one, other);
    }

    @Test
    void what_is_answered_after_a_task_has_run_gets_another() {
        List<Runnable> tasks = new ArrayList<>();
        Completions later = new Completions(tasks::add);
        CompletableFuture<String> second = new CompletableFuture<>();
        send(later, CompletableFuture.completedFuture("1"));
        tasks.remove(0).run();
        SpillwayMessage other = send(later, second);
        second.complete("2");

        tasks.remove(0).run();

        assertThat(told).endsWith(other).hasSize(2);
    }

    @Test
    void who_waits_goes_on_when_the_last_listener_has_returned() {
        List<Runnable> tasks = new ArrayList<>();
        Completions later = new Completions(tasks::add);
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        send(later, first);
        send(later, second);
        CompletableFuture<Integer> toldBefore = CompletableFuture.supplyAsync(() -> {
            assertThatCode(later::await).doesNotThrowAnyException();
            return told.size();
        });
        first.complete("1");
        tasks.remove(0).run();
        second.complete("2");
        tasks.remove(0).run();

        assertThat(toldBefore).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(2);
    }

    private SpillwayMessage send(Completions to, CompletableFuture<String> answer) {
        SpillwayMessage message = new SpillwayTextMessage("text");
        to.add(answer, message, listener(() -> {}), message::setJMSMessageID);
        return message;
    }
}
