/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import org.junit.jupiter.api.Nested;

/** The contract, by the client that a Spillway broker gives to its own process. */
class SqsInProcessTest {

    @Nested
    class Queues extends QueuesContract {
        Queues() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class Attributes extends AttributesContract {
        Attributes() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class Messages extends MessagesContract {
        Messages() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class Visibility extends VisibilityContract {
        Visibility() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class Batches extends BatchesContract {
        Batches() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class Errors extends ErrorsContract {
        Errors() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class Tags extends TagsContract {
        Tags() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class Permissions extends PermissionsContract {
        Permissions() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class DeadLetterSources extends DeadLetterSourcesContract {
        DeadLetterSources() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class MoveTasks extends MoveTasksContract {
        MoveTasks() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class Fifo extends FifoContract {
        Fifo() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class FifoAttributes extends FifoAttributesContract {
        FifoAttributes() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class Deduplication extends DeduplicationContract {
        Deduplication() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class FifoDelay extends FifoDelayContract {
        FifoDelay() {
            super(Backend.IN_PROCESS);
        }
    }

    @Nested
    class ReceiveAttempt extends ReceiveAttemptContract {
        ReceiveAttempt() {
            super(Backend.IN_PROCESS);
        }
    }
}
