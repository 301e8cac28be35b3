/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Which of a broker's queues are SQS queues: the durable anycast queues whose names SQS allows, each alone at the address
 * of its name.
 */
final class ServedQueues {

    /** What SQS allows as a queue's name; queues of other names stay to the broker's other clients. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}(\\.fifo)?");

    private final ActiveMQServer server;

    ServedQueues(ActiveMQServer server) {
        this.server = server;
    }

    /** The queue of this very name: Artemis would find the queue {@code orders} by {@code any::orders} too. */
    @Nullable Queue find(String name) {
        Queue queue = NAME.matcher(name).matches() ? server.locateQueue(SimpleString.of(name)) : null;
        return queue != null && isServed(queue) ? queue : null;
    }

    /** Whether a queue that is made under this name is served: nothing has the name, and none would share its address. */
    boolean isFree(String name) {
        SimpleString address = SimpleString.of(name);
        return server.locateQueue(address) == null && anycastAt(address).isEmpty();
    }

    /** The names of all, in alphabetical order. */
    List<String> names() {
        return server.getPostOffice()
                .getAllBindings()
                .filter(QueueBinding.class::isInstance)
                .map(binding -> ((QueueBinding) binding).getQueue())
                .filter(this::isServed)
                .map(queue -> queue.getName().toString())
                .sorted()
                .toList();
    }

    private boolean isServed(Queue queue) {
        return queue.isDurable()
                && !queue.isTemporary()
                && !queue.isInternalQueue()
                && queue.getRoutingType() == RoutingType.ANYCAST
                && NAME.matcher(queue.getName().toString()).matches()
                && isAloneAtItsAddress(queue);
    }

    /** Whether what is sent to the address of the queue's name comes into this queue, and never into another instead. */
    private boolean isAloneAtItsAddress(Queue queue) {
        return queue.getAddress().equals(queue.getName())
                && anycastAt(queue.getAddress()).stream().allMatch(other -> other == queue);
    }

    private List<Queue> anycastAt(SimpleString address) {
        try {
            return server.getPostOffice().getDirectBindings(address).stream()
                    .filter(QueueBinding.class::isInstance)
                    .map(binding -> ((QueueBinding) binding).getQueue())
                    .filter(queue -> queue.getRoutingType() == RoutingType.ANYCAST)
                    .toList();
        } catch (Exception e) {
            throw new IllegalStateException("the broker doesn't tell the queues of address " + address, e);
        }
    }
}
