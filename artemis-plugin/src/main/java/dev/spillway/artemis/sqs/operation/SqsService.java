/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import dev.spillway.artemis.aws.Account;
import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.MoveTasks;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SettingsChanges;
import dev.spillway.artemis.store.QueueStore;
import java.time.Clock;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Amazon SQS over a {@link QueueStore}: its operations, which every caller's client shares. */
public final class SqsService implements AutoCloseable {

    private final MoveTasks moveTasks;

    final AddPermission addPermission;
    final CancelMessageMoveTask cancelMessageMoveTask;
    final ChangeMessageVisibility changeMessageVisibility;
    final ChangeMessageVisibilityBatch changeMessageVisibilityBatch;
    final CreateQueue createQueue;
    final DeleteMessage deleteMessage;
    final DeleteMessageBatch deleteMessageBatch;
    final DeleteQueue deleteQueue;
    final GetQueueAttributes getQueueAttributes;
    final GetQueueUrl getQueueUrl;
    final ListDeadLetterSourceQueues listDeadLetterSourceQueues;
    final ListMessageMoveTasks listMessageMoveTasks;
    final ListQueueTags listQueueTags;
    final ListQueues listQueues;
    final PurgeQueue purgeQueue;
    final ReceiveMessage receiveMessage;
    final RemovePermission removePermission;
    final SendMessage sendMessage;
    final SendMessageBatch sendMessageBatch;
    final SetQueueAttributes setQueueAttributes;
    final StartMessageMoveTask startMessageMoveTask;
    final TagQueue tagQueue;
    final UntagQueue untagQueue;

    /** A service whose queues are those of the store, named in this account. Message move tasks under way go on. */
    public SqsService(QueueStore store, Account account, Clock clock) {
        Queues queues = new Queues(store, account);
        SettingsChanges changes = new SettingsChanges();
        moveTasks = new MoveTasks(store);
        addPermission = new AddPermission(queues, changes, clock);
        cancelMessageMoveTask = new CancelMessageMoveTask(queues, moveTasks);
        changeMessageVisibility = new ChangeMessageVisibility(queues, clock);
        changeMessageVisibilityBatch = new ChangeMessageVisibilityBatch(queues, changeMessageVisibility);
        createQueue = new CreateQueue(queues, clock);
        deleteMessage = new DeleteMessage(queues);
        deleteMessageBatch = new DeleteMessageBatch(queues);
        deleteQueue = new DeleteQueue(queues, moveTasks);
        getQueueAttributes = new GetQueueAttributes(queues);
        getQueueUrl = new GetQueueUrl(queues);
        listDeadLetterSourceQueues = new ListDeadLetterSourceQueues(queues);
        listMessageMoveTasks = new ListMessageMoveTasks(queues, moveTasks);
        listQueueTags = new ListQueueTags(queues);
        listQueues = new ListQueues(queues);
        purgeQueue = new PurgeQueue(queues, clock);
        receiveMessage = new ReceiveMessage(queues, clock);
        removePermission = new RemovePermission(queues, changes, clock);
        sendMessage = new SendMessage(queues, clock);
        sendMessageBatch = new SendMessageBatch(queues, clock);
        setQueueAttributes = new SetQueueAttributes(queues, changes, clock);
        startMessageMoveTask = new StartMessageMoveTask(queues, moveTasks, clock);
        tagQueue = new TagQueue(queues, changes);
        untagQueue = new UntagQueue(queues, changes);
    }

    /** The service as a caller sees it. Cheap: all of them share one state. Closing it does nothing. */
    public SqsAsyncClient clientFor(Caller caller) {
        return clientFor(caller, () -> {});
    }

    /** As {@link #clientFor(Caller)}, for a caller who wants to know when its client is closed. */
    public SqsAsyncClient clientFor(Caller caller, Runnable onClose) {
        return new ArtemisSqs(this, caller, onClose);
    }

    /** Pauses the message move tasks, until a service on the same store goes on with them. To be called before the store is closed. */
    @Override
    public void close() {
        moveTasks.close();
    }
}
