/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.sqs;

import dev.spillway.benchmarks.server.ServerProcess;

/** What the connections do. */
enum Load {
    NEAR_EMPTY("SendMessageBatch(10), ReceiveMessage(10), DeleteMessageBatch(10); the queue is nearly empty"),
    BACKLOG("The same with a backlog of " + Load.BACKLOG_MESSAGES + " messages"),
    SINGLE("SendMessage, ReceiveMessage(1), DeleteMessage"),
    FIFO("FIFO: SendMessageBatch(10) over " + Load.GROUPS + " groups, ReceiveMessage(10), DeleteMessageBatch(10)");

    private static final int BACKLOG_MESSAGES = 50_000;
    private static final int GROUPS = 1_000;
    private static final int BATCH = 10;

    final String title;

    Load(String title) {
        this.title = title;
    }

    /** Whether it is measured with this subject: Artemis's own client is there for comparison in batches only. */
    boolean isFor(Subject subject) {
        return subject.isSqs() || this == NEAR_EMPTY;
    }

    /** Fills the queue where that is part of it. */
    void prepare(Subject subject, ServerProcess server) throws Exception {
        if (this == BACKLOG) {
            Backlog.send(Subject.endpoint(server), subject.queue(server, queue()), BACKLOG_MESSAGES);
        }
    }

    /** What one more connection does. */
    Cycle cycle(Subject subject, ServerProcess server) throws Exception {
        if (!subject.isSqs()) {
            return new CoreCycle(Subject.coreUrl(server), queue());
        }
        String url = subject.queue(server, queue());
        SqsConnection connection = new SqsConnection(Subject.endpoint(server));
        return switch (this) {
            case NEAR_EMPTY, BACKLOG -> SqsCycle.ofBatches(connection, url, BATCH);
            case SINGLE -> SqsCycle.ofOne(connection, url);
            case FIFO -> SqsCycle.ofGroups(connection, url, BATCH, GROUPS);
        };
    }

    private String queue() {
        return this == FIFO ? "benchmark.fifo" : "benchmark";
    }
}
