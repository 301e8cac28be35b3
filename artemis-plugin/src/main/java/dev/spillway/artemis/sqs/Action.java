/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.aws.QueueAccess;
import java.util.Locale;

/**
 * What a policy of AWS allows or denies: the operations, where a batch is the same action as its single operation.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions defined by
 *     Amazon SQS</a>
 */
public enum Action {
    ADD_PERMISSION(QueueAccess.MANAGE),
    CANCEL_MESSAGE_MOVE_TASK(QueueAccess.CONSUME),
    CHANGE_MESSAGE_VISIBILITY(QueueAccess.CONSUME),
    CREATE_QUEUE(QueueAccess.CREATE),
    DELETE_MESSAGE(QueueAccess.CONSUME),
    DELETE_QUEUE(QueueAccess.DELETE),
    GET_QUEUE_ATTRIBUTES(QueueAccess.SEE),
    GET_QUEUE_URL(QueueAccess.SEE),
    LIST_DEAD_LETTER_SOURCE_QUEUES(QueueAccess.SEE),
    LIST_MESSAGE_MOVE_TASKS(QueueAccess.SEE),
    LIST_QUEUE_TAGS(QueueAccess.SEE),
    LIST_QUEUES(QueueAccess.SEE),
    PURGE_QUEUE(QueueAccess.MANAGE),
    RECEIVE_MESSAGE(QueueAccess.CONSUME),
    REMOVE_PERMISSION(QueueAccess.MANAGE),
    SEND_MESSAGE(QueueAccess.SEND),
    SET_QUEUE_ATTRIBUTES(QueueAccess.MANAGE),
    START_MESSAGE_MOVE_TASK(QueueAccess.CONSUME),
    TAG_QUEUE(QueueAccess.MANAGE),
    UNTAG_QUEUE(QueueAccess.MANAGE);

    private final QueueAccess access;
    private final String awsName = "sqs:" + name().replace("_", "").toLowerCase(Locale.ROOT);

    Action(QueueAccess access) {
        this.access = access;
    }

    /** What it takes on the queue. */
    public QueueAccess access() {
        return access;
    }

    /** As AWS writes it in its errors, for example {@code sqs:sendmessage}. */
    public String awsName() {
        return awsName;
    }
}
