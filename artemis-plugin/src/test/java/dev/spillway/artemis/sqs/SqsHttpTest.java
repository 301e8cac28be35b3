/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import org.junit.jupiter.api.Nested;

/** The contract, by the AWS SDK's client over HTTP. */
class SqsHttpTest {

    @Nested
    class Queues extends QueuesContract {
        Queues() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class Attributes extends AttributesContract {
        Attributes() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class Messages extends MessagesContract {
        Messages() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class Visibility extends VisibilityContract {
        Visibility() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class Batches extends BatchesContract {
        Batches() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class Errors extends ErrorsContract {
        Errors() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class Tags extends TagsContract {
        Tags() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class Permissions extends PermissionsContract {
        Permissions() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class DeadLetterSources extends DeadLetterSourcesContract {
        DeadLetterSources() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class MoveTasks extends MoveTasksContract {
        MoveTasks() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class Fifo extends FifoContract {
        Fifo() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class FifoAttributes extends FifoAttributesContract {
        FifoAttributes() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class Deduplication extends DeduplicationContract {
        Deduplication() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class FifoDelay extends FifoDelayContract {
        FifoDelay() {
            super(Backend.HTTP);
        }
    }

    @Nested
    class ReceiveAttempt extends ReceiveAttemptContract {
        ReceiveAttempt() {
            super(Backend.HTTP);
        }
    }
}
