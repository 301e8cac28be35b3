/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.session;

import dev.spillway.jms.destination.SpillwayDestination;
import dev.spillway.jms.destination.SpillwayTemporaryQueue;
import dev.spillway.jms.transport.Transport;
import jakarta.jms.IllegalStateException;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.util.HashMap;
import java.util.Map;

/** The temporary queues that one connection has made, and who receives from them (section 6.2.2). */
public final class TemporaryQueues {

    private final Transport transport;
    /** How many consumers and browsers each has. */
    private final Map<String, Integer> receivers = new HashMap<>();

    public TemporaryQueues(Transport transport) {
        this.transport = transport;
    }

    SpillwayTemporaryQueue create() throws JMSException {
        String name = Await.result(transport.createTemporaryQueue());
        synchronized (this) {
            receivers.put(name, 0);
        }
        return new SpillwayTemporaryQueue(name, this::delete);
    }

    private void delete(String name) throws JMSException {
        synchronized (this) {
            int count = receivers.getOrDefault(name, -1);
            if (count > 0) {
                throw new IllegalStateException("the temporary queue '" + name + "' is in use by " + count
                        + " consumers or browsers; close them first");
            }
            if (count < 0) {
                return;
            }
            receivers.remove(name);
        }
        try {
            Await.result(transport.deleteTemporaryQueue(name));
        } catch (JMSException e) {
            synchronized (this) {
                receivers.put(name, 0);
            }
            throw e;
        }
    }

    /**
     * Somebody is to receive from this destination, until {@link #closed}.
     *
     * @throws InvalidDestinationException if it is a temporary queue and not, or not any more, one of this connection
     */
    synchronized void open(SpillwayDestination from) throws JMSException {
        if (SpillwayTemporaryQueue.isName(from.name())
                && receivers.computeIfPresent(from.name(), (name, count) -> count + 1) == null) {
            throw new InvalidDestinationException("'" + from.name()
                    + "' is the name of a temporary queue that was deleted, or that another connection made; only that"
                    + " connection receives from it");
        }
    }

    synchronized void closed(SpillwayDestination from) {
        receivers.computeIfPresent(from.name(), (name, count) -> count - 1);
    }
}
