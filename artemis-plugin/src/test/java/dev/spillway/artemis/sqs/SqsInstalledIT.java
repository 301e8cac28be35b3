/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import org.junit.jupiter.api.Nested;

/** The contract, on a broker of the stock Artemis distribution that has the plugin in its lib folder. */
class SqsInstalledIT {

    @Nested
    class Queues extends QueuesContract {
        Queues() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class Attributes extends AttributesContract {
        Attributes() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class Messages extends MessagesContract {
        Messages() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class Visibility extends VisibilityContract {
        Visibility() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class Batches extends BatchesContract {
        Batches() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class Errors extends ErrorsContract {
        Errors() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class Tags extends TagsContract {
        Tags() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class Permissions extends PermissionsContract {
        Permissions() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class DeadLetterSources extends DeadLetterSourcesContract {
        DeadLetterSources() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class MoveTasks extends MoveTasksContract {
        MoveTasks() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class Fifo extends FifoContract {
        Fifo() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class FifoAttributes extends FifoAttributesContract {
        FifoAttributes() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class Deduplication extends DeduplicationContract {
        Deduplication() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class FifoDelay extends FifoDelayContract {
        FifoDelay() {
            super(Backend.INSTALLED);
        }
    }

    @Nested
    class ReceiveAttempt extends ReceiveAttemptContract {
        ReceiveAttempt() {
            super(Backend.INSTALLED);
        }
    }
}
