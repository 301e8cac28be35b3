/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.context;

import dev.spillway.jms.connection.SpillwayConnection;
import jakarta.jms.JMSException;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection that closes with the last of the contexts that use it (section 6.1.8). */
final class SharedConnection {

    final SpillwayConnection connection;
    private final AtomicInteger contexts = new AtomicInteger();

    SharedConnection(SpillwayConnection connection) {
        this.connection = connection;
    }

    void opened() {
        contexts.incrementAndGet();
    }

    void closed() throws JMSException {
        if (contexts.decrementAndGet() == 0) {
            connection.close();
        }
    }
}
