/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.batch.BatchMessage.State;
import dev.spillway.camel.batch.Content;
import dev.spillway.camel.batch.OutageException;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A target that takes all messages of a request or none, tells nothing of why, and fails some messages for ever. */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class AttemptsTest {

    private static final int POISON_AFTER = 3;
    private static final Duration PAUSE = Duration.ofMillis(2);

    private final Set<String> poisoned = new HashSet<>();
    private final List<String> accepted = new ArrayList<>();
    private final List<String> passedOn = new ArrayList<>();
    private final List<List<String>> requests = new ArrayList<>();
    private final OutageGate gate = new OutageGate("orders", PAUSE, PAUSE);
    private final RouteFigures figures = new RouteFigures();
    private final Attempts attempts = attempts(POISON_AFTER);
    private final Set<String> withheld = new HashSet<>();
    private boolean out;

    @Test
    void a_batch_that_fails_as_a_whole_for_one_message_arrives_without_it() throws Exception {
        poisoned.add("5");
        Batch batch = batch("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");

        settle(batch);

        assertThat(accepted).containsExactlyInAnyOrder("1", "2", "3", "4", "6", "7", "8", "9", "10");
        assertThat(batch.messages().get(4).state()).isEqualTo(State.REFUSED);
        assertThat(batch.messages().get(4).reason()).contains("failed it 3 times and took others", "no reason");
        assertThat(gate.isSuspended()).isFalse();
        assertThat(figures.suspected()).isZero();
        assertThat(figures.inFlight()).isZero();
    }

    @Test
    void each_of_several_poisoned_messages_is_refused() throws Exception {
        poisoned.addAll(Set.of("1", "4", "6"));
        Batch batch = batch("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");

        settle(batch);

        assertThat(accepted).containsExactlyInAnyOrder("2", "3", "5", "7", "8", "9", "10");
        assertThat(batch.with(State.REFUSED)).extracting(BatchMessage::id).containsExactly("1", "4", "6");
    }

    @Test
    void a_failure_counts_only_if_another_message_was_taken_since_the_try_before() throws Exception {
        poisoned.add("2");
        Batch batch = batch("1", "2", "3", "4", "5", "6");

        settle(batch);

        List<Integer> alone = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            if (requests.get(i).equals(List.of("2"))) {
                alone.add(i);
            }
        }
        assertThat(alone).hasSizeGreaterThanOrEqualTo(POISON_AFTER);
        for (int i = 1; i < alone.size(); i++) {
            assertThat(requests.subList(alone.get(i - 1) + 1, alone.get(i))).isNotEmpty();
        }
    }

    @Test
    void nothing_counts_while_the_target_is_out() throws Exception {
        poisoned.add("2");
        out = true;
        Batch batch = batch("1", "2", "3", "4", "5", "6");
        List<Boolean> suspended = new ArrayList<>();
        Batch left = settle(batch, () -> {
            suspended.add(gate.isSuspended());
            return figures.outages() >= 40;
        });

        assertThat(accepted).isEmpty();
        assertThat(suspended).isNotEmpty().doesNotContain(false);
        assertThat(batch.with(State.REFUSED)).isEmpty();
        assertThat(figures.inFlight()).isEqualTo(6);

        out = false;
        requests.clear();
        settle(left);

        assertThat(accepted).containsExactlyInAnyOrder("1", "3", "4", "5", "6");
        assertThat(requests.stream().filter(request -> request.equals(List.of("2"))))
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void the_group_of_a_poisoned_message_waits_for_it_and_other_groups_go_on() throws Exception {
        poisoned.add("a1");
        Batch batch = batch("a1", "b1", "a2", "b2", "c1", "a3", "c2");

        settle(batch);

        assertThat(accepted)
                .containsExactlyInAnyOrder("b1", "b2", "c1", "c2", "a2", "a3")
                .containsSubsequence("b1", "b2")
                .containsSubsequence("c1", "c2")
                .containsSubsequence("b1", "a2", "a3");
    }

    @Test
    void where_groups_wait_what_is_behind_a_poisoned_message_is_skipped() throws Exception {
        poisoned.add("a1");
        Batch batch = batch(true, "a1", "b1", "a2", "b2", "c1", "c2");

        settle(batch);

        assertThat(accepted).containsExactlyInAnyOrder("b1", "b2", "c1", "c2");
        assertThat(batch.with(State.SKIPPED)).extracting(BatchMessage::id).containsExactly("a2");
    }

    @Test
    void a_message_that_fails_and_has_no_other_beside_it_waits_until_others_come() throws Exception {
        poisoned.add("1");
        Batch lone = batch("1");
        Batch left = settle(lone, () -> figures.outages() >= 20);

        assertThat(gate.isSuspended()).isTrue();
        assertThat(figures.suspected()).isOne();
        assertThat(lone.open()).hasSize(1);
        assertThat(attempts.room(10, 1)).isOne();

        for (int next = 2; !left.open().isEmpty(); next++) {
            List<BatchMessage> more = new ArrayList<>(left.open());
            more.add(message(Integer.toString(next)));
            left = new Batch(more, false);
            attempts.settle(left);
        }

        assertThat(lone.messages().get(0).state()).isEqualTo(State.REFUSED);
        assertThat(accepted).hasSizeGreaterThanOrEqualTo(POISON_AFTER).doesNotHaveDuplicates();
        assertThat(gate.isSuspended()).isFalse();
    }

    @Test
    void a_message_that_fails_now_and_then_arrives() throws Exception {
        poisoned.add("2");
        Batch batch = batch("1", "2", "3", "4");

        settle(batch, () -> {
            poisoned.clear();
            return false;
        });

        assertThat(accepted).containsExactlyInAnyOrder("1", "2", "3", "4");
        assertThat(figures.suspected()).isZero();
    }

    @Test
    void with_poison_after_none_no_message_is_blamed() throws Exception {
        poisoned.add("2");
        Batch batch = batch("1", "2", "3");
        Attempts patient = attempts(0);

        for (int i = 0; i < 100; i++) {
            patient.settle(new Batch(batch.open(), false));
        }

        assertThat(accepted).containsExactlyInAnyOrder("1", "3");
        assertThat(batch.messages().get(1).state()).isEqualTo(State.OPEN);
    }

    @Test
    void the_steps_behind_the_target_get_each_message_once() throws Exception {
        poisoned.add("2");

        settle(batch("1", "2", "3", "4", "5", "6"));
        settle(batch("7", "8"));

        assertThat(passedOn).containsExactlyInAnyOrder("1", "2", "3", "4", "5", "6", "7", "8");
    }

    @Test
    void a_worker_in_an_outage_takes_one_message_to_probe_with_and_no_more() throws Exception {
        assertThat(attempts.room(10, 0)).isEqualTo(10);
        out = true;

        settle(batch("1"), () -> true);

        assertThat(attempts.room(10, 1)).isOne();
        assertThat(attempts.room(1, 1)).isZero();
        attempts.giveUp();
        assertThat(attempts.room(10, 0)).isOne();
    }

    @Test
    void what_a_store_withholds_waits_beside_others_that_do_not_need_it_and_is_not_to_blame() throws Exception {
        withheld.add("large");
        Attempts patient = attempts(POISON_AFTER, Duration.ofHours(1));
        BatchMessage large = stored("large");
        patient.settle(new Batch(List.of(large), false));
        assertThat(gate.isSuspended()).isTrue();

        for (int i = 0; i < 50; i++) {
            patient.settle(new Batch(List.of(large, message("small" + i), message("too" + i)), false));
        }

        assertThat(accepted).hasSize(100);
        assertThat(requests).hasSizeLessThan(60);
        assertThat(gate.isSuspended()).isFalse();
        assertThat(large.state()).isEqualTo(State.OPEN);
        assertThat(figures.suspected()).isOne();
        assertThat(patient.room(10, 99)).isEqualTo(10);
        assertThat(patient.room(10, 100)).isZero();
        assertThat(patient.patience(Duration.ofHours(2))).isBetween(Duration.ofMinutes(1), Duration.ofHours(1));
    }

    @Test
    void what_a_store_withholds_is_tried_alone_and_the_rest_of_its_batch_together() throws Exception {
        withheld.add("large");
        BatchMessage large = stored("large");
        Batch batch = new Batch(List.of(message("1"), large, message("2"), stored("given"), message("3")), false);

        attempts(POISON_AFTER, Duration.ofHours(1)).settle(batch);

        assertThat(accepted).containsExactly("1", "2", "given", "3");
        assertThat(requests).containsOnlyOnce(List.of("1", "2", "given", "3"));
        assertThat(large.state()).isEqualTo(State.OPEN);
    }

    @Test
    void what_a_store_withholds_arrives_once_it_is_given() throws Exception {
        withheld.add("large");
        Batch batch = new Batch(List.of(stored("large"), message("1")), false);

        settle(batch, () -> {
            withheld.clear();
            return false;
        });

        assertThat(accepted).containsExactly("1", "large");
        assertThat(figures.suspected()).isZero();
    }

    /** As a worker does, until nothing is open. */
    private void settle(Batch batch) throws InterruptedException {
        settle(batch, () -> false);
    }

    private Batch settle(Batch batch, BooleanSupplier enough) throws InterruptedException {
        Batch left = batch;
        assertThat(attempts.settle(left)).isTrue();
        while (!left.open().isEmpty() && !enough.getAsBoolean()) {
            left = new Batch(left.open(), left.groupsWait());
            assertThat(attempts.settle(left)).isTrue();
        }
        return left;
    }

    private Attempts attempts(int poisonAfter) {
        return attempts(poisonAfter, PAUSE);
    }

    private Attempts attempts(int poisonAfter, Duration pause) {
        return new Attempts("orders", gate, figures, this::process, poisonAfter, pause, pause);
    }

    private @Nullable Exception process(Batch batch) {
        try {
            batch.fetch();
        } catch (OutageException outage) {
            batch.interrupt(outage);
            return null;
        }
        List<BatchMessage> open = batch.open();
        if (!open.isEmpty()) {
            requests.add(open.stream().map(BatchMessage::id).toList());
            if (out || open.stream().anyMatch(message -> poisoned.contains(message.id()))) {
                batch.interrupt(new OutageException("no reason"));
                return null;
            }
            open.forEach(message -> {
                message.accept();
                accepted.add(message.id());
            });
        }
        if (!batch.isPart()) {
            batch.messages().forEach(message -> passedOn.add(message.id()));
        }
        return null;
    }

    private static Batch batch(String... ids) {
        return batch(false, ids);
    }

    private static Batch batch(boolean groupsWait, String... ids) {
        return new Batch(Arrays.stream(ids).map(AttemptsTest::message).toList(), groupsWait);
    }

    /** Of the group that its id begins with, if that is a letter. */
    private static BatchMessage message(String id) {
        return new BatchMessage(
                id,
                Character.isLetter(id.charAt(0)) ? id.substring(0, 1) : null,
                new MappedMessage(new Body.Text(id), Headers.NONE, Map.of()));
    }

    /** One whose content is in a store. */
    private BatchMessage stored(String id) {
        return BatchMessage.stored(id, null, new Content() {
            @Override
            public void fetch() {}

            @Override
            public MappedMessage await() throws OutageException {
                if (withheld.contains(id)) {
                    throw OutageException.ofStore("forbidden", new IllegalStateException("403"));
                }
                return message(id).content();
            }
        });
    }
}
