/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** What may happen to a queue, as {@link QueueModel} does it. Numbers of messages are of those in flight. */
sealed interface Action {

    /** The longest visibility time-out, in milliseconds. */
    int LONGEST = 2_000;

    /** A batch of messages of these groups. */
    record Send(List<Integer> groups) implements Action {}

    record Receive(int max) implements Action {}

    record Delete(int message) implements Action {}

    /** A visibility time-out of 0; and perhaps a delete by the receipt, which has expired by it. */
    record MakeVisible(int message, boolean thenDelete) implements Action {}

    /** Another visibility time-out. */
    record Hide(int message, int millis) implements Action {}

    record Pass(int millis) implements Action {}

    record Restart() implements Action {}

    /** Up to so many of them, at random. */
    static Arbitrary<List<Action>> sequences(int size) {
        Arbitrary<Integer> message = Arbitraries.integers().between(0, 50);
        Arbitrary<Action> send = Arbitraries.integers()
                .between(0, 3)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(Send::new);
        Arbitrary<Action> receive = Arbitraries.integers().between(1, 10).map(Receive::new);
        Arbitrary<Action> delete = message.map(Delete::new);
        Arbitrary<Action> makeVisible = message.flatMap(
                number -> Arbitraries.of(true, false).map(thenDelete -> new MakeVisible(number, thenDelete)));
        Arbitrary<Action> hide = message.flatMap(
                number -> Arbitraries.integers().between(1, LONGEST).map(millis -> new Hide(number, millis)));
        Arbitrary<Action> pass = Arbitraries.integers().between(0, 700).map(Pass::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(35, send),
                        Tuple.of(30, receive),
                        Tuple.of(20, delete),
                        Tuple.of(7, makeVisible),
                        Tuple.of(4, hide),
                        Tuple.of(7, pass),
                        Tuple.of(2, Arbitraries.create(Restart::new)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(size);
    }
}
