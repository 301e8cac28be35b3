/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.artemis.store.ReceivedMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * A FIFO queue under random sends, receives, deletes, changes of visibility, passing time and restarts ({@code
 * -Djqwik.tries.default=N}).
 */
class FifoModelTest {

    @Property
    void groupsKeepTheirOrderUnderWhateverHappens(@ForAll("actions") List<Action> actions) throws Exception {
        try (Fifo queue = new Fifo()) {
            queue.run(actions);
        }
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        return Action.sequences(200);
    }

    /** Only messages at the head of a group may be in flight. */
    private static final class Fifo extends QueueModel {

        Fifo() throws Exception {
            super("model.fifo");
        }

        @Override
        void checkReceived(List<ReceivedMessage> received, int max) {
            Set<String> locked = new HashSet<>();
            inFlight.forEach(message -> locked.add(message.group()));
            List<String> order = new ArrayList<>();
            Map<String, List<String>> byGroup = new TreeMap<>();
            for (ReceivedMessage message : received) {
                String group = String.valueOf(message.groupId());
                if (order.isEmpty() || !order.get(order.size() - 1).equals(group)) {
                    order.add(group);
                }
                byGroup.computeIfAbsent(group, absent -> new ArrayList<>())
                        .add(message.content().body());
            }
            assertThat(order).as("groups of one receive").doesNotHaveDuplicates();
            assertThat(byGroup.keySet()).noneMatch(locked::contains);
            byGroup.forEach((group, bodies) -> assertThat(bodies)
                    .as("messages of %s", group)
                    .isEqualTo(there.getOrDefault(group, List.of()).stream()
                            .limit(bodies.size())
                            .toList()));
            for (String group : order.subList(0, Math.max(0, order.size() - 1))) {
                assertThat(byGroup.get(group)).as("all of %s", group).isEqualTo(there.get(group));
            }
            int free = there.entrySet().stream()
                    .filter(group -> !locked.contains(group.getKey()))
                    .mapToInt(group -> group.getValue().size())
                    .sum();
            assertThat(received).as("messages received").hasSize(Math.min(max, free));
        }

        @Override
        void deleteByExpired(InFlight message) {
            assertThat(queue.delete(List.of(message.message().receipt())).join())
                    .as("a receipt that has expired")
                    .containsExactly(message.message().receipt());
        }
    }
}
