/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import io.netty.util.internal.ThreadExecutorMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * Where calls go on once the broker is done with them. A call of a Netty event loop goes on there: it is the loop that
 * writes the answer, and each other thread in between is one more switch. All other calls go on by the broker's threads,
 * which callers may hold up without holding the broker up. Either way tasks run in their order.
 */
final class CallersThread {

    private CallersThread() {}

    /** For a call that this thread makes now. */
    static Executor of(ActiveMQServer server) {
        Executor loop = ThreadExecutorMap.currentExecutor();
        return loop == null
                ? server.getExecutorFactory().getExecutor()
                : task -> {
                    try {
                        loop.execute(task);
                    } catch (RejectedExecutionException loopHasEnded) {
                        server.getThreadPool().execute(task);
                    }
                };
    }
}
