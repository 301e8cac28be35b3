/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.batch.Batch;
import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.batch.BatchMessage.State;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The transaction of a link: what was received in it and is not settled, and how many messages it has. It ends when everything
 * is settled: a JMS transaction has no way to commit all but one. Used by one thread.
 */
final class OpenTransaction {

    private final JmsLink link;
    private final Map<BatchMessage, Message> open = new LinkedHashMap<>();
    private long oldest;
    private int size;

    OpenTransaction(JmsLink link) {
        this.link = link;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    /** How many messages it has, with those that are settled. */
    int size() {
        return size;
    }

    /** Messages were received in it. */
    void add(List<Message> received, Batch read) {
        for (int i = 0; i < received.size(); i++) {
            open.put(read.messages().get(i), received.get(i));
        }
        size += received.size();
        long sent = read.sentFrom();
        oldest = oldest == 0 || (sent != 0 && sent < oldest) ? sent : oldest;
    }

    /** What is not settled, in the order in which it was received. */
    Batch batch() {
        return new Batch(new ArrayList<>(open.keySet()), false).sentFrom(oldest);
    }

    /** Sends what can't cross to the dead-letter queue, and commits if nothing is left open. */
    void settle() throws JMSException {
        for (Map.Entry<BatchMessage, Message> each : open.entrySet()) {
            State state = each.getKey().state();
            if (state == State.REFUSED || state == State.SKIPPED) {
                link.deadLetter(
                        each.getValue(), Objects.requireNonNull(each.getKey().reason()));
            }
        }
        open.keySet().removeIf(message -> message.state() != State.OPEN);
        if (open.isEmpty()) {
            link.commit();
            size = 0;
            oldest = 0;
        }
    }

    /** All of it is the broker's again. */
    void rollback() throws JMSException {
        open.clear();
        size = 0;
        oldest = 0;
        link.rollback();
    }
}
