/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.jms;

import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A flow of messages from producers through a queue to consumers.
 *
 * @param sending how the producers send
 * @param receiving how the consumers receive
 * @param producers how many producers
 * @param consumers how many consumers
 * @param fifo whether the queue is a FIFO queue, with a message group for each producer
 * @param apart whether the consumers start when the producers are done
 */
record Load(Sending sending, Receiving receiving, int producers, int consumers, boolean fifo, boolean apart) {

    /** How many times as long a {@link #main} load runs as another. */
    static final int MAIN_TO_OTHERS = 3;

    private static final Set<Receiving> MAIN = EnumSet.of(Receiving.NONE, Receiving.LISTENER, Receiving.TRANSACTED);

    /** Messages that a transaction holds, and that are acknowledged at once. */
    static final int GROUP = 10;

    /** How producers send. */
    enum Sending {
        SYNC("send", Session.AUTO_ACKNOWLEDGE),
        ASYNC("send with a listener", Session.AUTO_ACKNOWLEDGE),
        TRANSACTED("send, commit after ten", Session.SESSION_TRANSACTED);

        final String title;
        final int mode;

        Sending(String title, int mode) {
            this.title = title;
            this.mode = mode;
        }
    }

    /** How consumers receive. */
    enum Receiving {
        NONE("-", Session.AUTO_ACKNOWLEDGE),
        LISTENER("AUTO, listener", Session.AUTO_ACKNOWLEDGE),
        AUTO("AUTO, receive", Session.AUTO_ACKNOWLEDGE),
        CLIENT("CLIENT, after ten", Session.CLIENT_ACKNOWLEDGE),
        DUPS_OK("DUPS_OK, receive", Session.DUPS_OK_ACKNOWLEDGE),
        UNORDERED("UNORDERED (100)", 100),
        INDIVIDUAL("INDIVIDUAL (101)", 101),
        TRANSACTED("commit after ten", Session.SESSION_TRANSACTED);

        final String title;
        final int mode;

        Receiving(String title, int mode) {
            this.title = title;
            this.mode = mode;
        }
    }

    /** All loads, for one worker and for sixteen. */
    static List<Load> all() {
        List<Load> loads = new ArrayList<>();
        for (int workers : new int[] {1, 16}) {
            for (boolean fifo : new boolean[] {false, true}) {
                for (Receiving receiving : Receiving.values()) {
                    Sending sending = receiving == Receiving.TRANSACTED ? Sending.TRANSACTED : Sending.SYNC;
                    loads.add(new Load(sending, receiving, workers, workers, fifo, false));
                }
                loads.add(new Load(Sending.ASYNC, Receiving.LISTENER, workers, workers, fifo, false));
                loads.add(new Load(Sending.SYNC, Receiving.LISTENER, workers, workers, fifo, true));
            }
        }
        // listeners fewer than producers, as applications have them
        for (Sending sending : List.of(Sending.SYNC, Sending.ASYNC)) {
            loads.add(new Load(sending, Receiving.LISTENER, 16, 4, false, false));
        }
        return loads;
    }

    /** Whether its speed is of interest; of the others what they ask of the server. */
    boolean main() {
        return MAIN.contains(receiving) && !(fifo && producers == 1);
    }

    String title() {
        String number = consumers == producers ? "" : consumers + " x ";
        return (fifo ? "FIFO, " : "") + producers + " x " + sending.title + (apart ? ", then -> " : " -> ") + number
                + receiving.title;
    }
}
