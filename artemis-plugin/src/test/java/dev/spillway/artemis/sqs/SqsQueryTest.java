/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import org.junit.jupiter.api.Nested;

/** The contract over the Query protocol, by an SDK of its time. */
class SqsQueryTest {

    @Nested
    class Queues extends QueuesContract {
        Queues() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class Attributes extends AttributesContract {
        Attributes() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class Messages extends MessagesContract {
        Messages() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class Visibility extends VisibilityContract {
        Visibility() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class Batches extends BatchesContract {
        Batches() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class Errors extends ErrorsContract {
        Errors() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class Tags extends TagsContract {
        Tags() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class Permissions extends PermissionsContract {
        Permissions() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class DeadLetterSources extends DeadLetterSourcesContract {
        DeadLetterSources() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class FifoDelay extends FifoDelayContract {
        FifoDelay() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class Fifo extends FifoContract {
        Fifo() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class FifoAttributes extends FifoAttributesContract {
        FifoAttributes() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class Deduplication extends DeduplicationContract {
        Deduplication() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class ReceiveAttempt extends ReceiveAttemptContract {
        ReceiveAttempt() {
            super(Backend.QUERY);
        }
    }

    @Nested
    class MoveTasks extends MoveTasksContract {
        MoveTasks() {
            super(Backend.QUERY);
        }
    }
}
