/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import org.junit.jupiter.api.Nested;

/**
 * The contract, on another server of the same API: what passes there is no invention of Spillway's. Permissions and move
 * tasks are left out: ElasticMQ answers the operations of the former and does nothing, and its move tasks check little,
 * forget themselves when they end, and need a destination.
 */
class SqsElasticMqTest {

    @Nested
    class Queues extends QueuesContract {
        Queues() {
            super(Backend.ELASTICMQ);
        }
    }

    @Nested
    class Attributes extends AttributesContract {
        Attributes() {
            super(Backend.ELASTICMQ);
        }
    }

    @Nested
    class Messages extends MessagesContract {
        Messages() {
            super(Backend.ELASTICMQ);
        }
    }

    @Nested
    class Visibility extends VisibilityContract {
        Visibility() {
            super(Backend.ELASTICMQ);
        }
    }

    @Nested
    class Batches extends BatchesContract {
        Batches() {
            super(Backend.ELASTICMQ);
        }
    }

    @Nested
    class Errors extends ErrorsContract {
        Errors() {
            super(Backend.ELASTICMQ);
        }
    }

    @Nested
    class Tags extends TagsContract {
        Tags() {
            super(Backend.ELASTICMQ);
        }
    }

    @Nested
    class DeadLetterSources extends DeadLetterSourcesContract {
        DeadLetterSources() {
            super(Backend.ELASTICMQ);
        }
    }

    @Nested
    class Fifo extends FifoContract {
        Fifo() {
            super(Backend.ELASTICMQ);
        }
    }

    @Nested
    class FifoAttributes extends FifoAttributesContract {
        FifoAttributes() {
            super(Backend.ELASTICMQ);
        }
    }

    @Nested
    class Deduplication extends DeduplicationContract {
        Deduplication() {
            super(Backend.ELASTICMQ);
        }
    }

    @Nested
    class FifoDelay extends FifoDelayContract {
        FifoDelay() {
            super(Backend.ELASTICMQ);
        }
    }

    @Nested
    class ReceiveAttempt extends ReceiveAttemptContract {
        ReceiveAttempt() {
            super(Backend.ELASTICMQ);
        }
    }
}
