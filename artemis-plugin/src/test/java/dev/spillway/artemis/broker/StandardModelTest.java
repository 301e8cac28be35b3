/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.artemis.store.ReceivedMessage;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The visibility of a standard queue's messages under random sends, receives, deletes, changes of visibility, passing time
 * and restarts ({@code -Djqwik.tries.default=N}).
 */
class StandardModelTest {

    @Property
    void whatIsVisibleIsReceivedAndNothingElse(@ForAll("actions") List<Action> actions) throws Exception {
        try (Standard queue = new Standard()) {
            queue.run(actions);
        }
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        return Action.sequences(200);
    }

    private static final class Standard extends QueueModel {

        Standard() throws Exception {
            super("model");
        }

        @Override
        void checkReceived(List<ReceivedMessage> received, int max) {
            Set<String> visible = there.values().stream().flatMap(List::stream).collect(Collectors.toSet());
            inFlight.forEach(message -> visible.remove(message.body()));
            assertThat(received)
                    .extracting(message -> message.content().body())
                    .doesNotHaveDuplicates()
                    .isSubsetOf(visible)
                    .hasSize(Math.min(max, visible.size()));
        }

        @Override
        void deleteByExpired(InFlight message) {
            assertThat(queue.delete(List.of(message.message().receipt())).join())
                    .isEmpty();
            gone(message);
        }
    }
}
