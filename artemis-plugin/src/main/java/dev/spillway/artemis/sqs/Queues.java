/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.aws.Account;
import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.aws.Permissions;
import dev.spillway.artemis.aws.QueueAccess;
import dev.spillway.artemis.store.MessageQueue;
import dev.spillway.artemis.store.QueueSettings;
import dev.spillway.artemis.store.QueueStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The account's queues by URL and by name, each with its attributes read. */
public final class Queues {

    private final QueueStore store;
    private final Account account;
    private final Map<String, Parsed> parsed = new ConcurrentHashMap<>();

    public Queues(QueueStore store, Account account) {
        this.store = store;
        this.account = account;
    }

    /**
     * The queue of this URL, for an action. Refuses a URL that is of a wrong form, of another account, or of no queue, and a
     * caller who may not do that.
     */
    public SqsQueue at(@Nullable String url, Caller caller, Action action) {
        return named(QueueUrl.name(url, account), caller, action);
    }

    /** The queue of this name, which must be there, for an action. */
    public SqsQueue named(String name, Caller caller, Action action) {
        require(caller, action, name);
        return find(name).orElseThrow(SqsErrors::queueDoesNotExist);
    }

    /** Refuses a caller who may not do that to a queue. Before it is looked for: who may not see it learns nothing. */
    public void require(Caller caller, Action action, String queue) {
        if (!caller.permissions().allow(action.access(), queue)) {
            throw SqsErrors.accessDenied(
                    account.userArn(caller.principal()), action.awsName(), account.queueArn(queue));
        }
    }

    public Optional<SqsQueue> find(String name) {
        Optional<MessageQueue> stored = store.find(name);
        if (stored.isEmpty()) {
            parsed.remove(name);
            return Optional.empty();
        }
        return stored.map(queue -> new SqsQueue(queue, attributes(queue)));
    }

    /** The names of all queues that the caller may see, in alphabetical order. */
    public List<String> names(Caller caller) {
        return visible(store.names(), caller);
    }

    private static List<String> visible(List<String> names, Caller caller) {
        return caller.permissions() == Permissions.ALL
                ? names
                : names.stream()
                        .filter(name -> caller.permissions().allow(QueueAccess.SEE, name))
                        .toList();
    }

    public String url(String name, Caller caller) {
        return QueueUrl.of(caller.endpoint(), account, name);
    }

    public Account account() {
        return account;
    }

    public CompletableFuture<MessageQueue> create(String name, QueueSettings settings) {
        return store.create(name, settings);
    }

    public CompletableFuture<Void> delete(String name) {
        parsed.remove(name);
        return store.delete(name);
    }

    /** The queue of this ARN, which a request gave in this parameter, for an action. */
    public SqsQueue atArn(@Nullable String arn, String parameter, Caller caller, Action action) {
        Optional<String> name = QueueArn.name(arn, parameter, account);
        name.ifPresent(queue -> require(caller, action, queue));
        return name.flatMap(this::find).orElseThrow(() -> SqsErrors.resourceNotFound(parameter));
    }

    /** Refuses a redrive policy whose target isn't there, doesn't admit this queue, or may not be sent to by the caller. */
    public void checkRedrive(String source, String policyJson, Caller caller) {
        RedrivePolicy policy = RedrivePolicy.parse(policyJson);
        policy.targetIn(account).ifPresent(target -> require(caller, Action.SEND_MESSAGE, target));
        SqsQueue target = policy.targetIn(account)
                .flatMap(this::find)
                .orElseThrow(() -> RedrivePolicy.invalid(policyJson, "Dead letter target does not exist."));
        if (QueueName.isFifo(source) != QueueName.isFifo(target.name())) {
            throw RedrivePolicy.invalid(policyJson, "Dead-letter queue must be same type of queue as the source.");
        }
        if (!target.attributes().redriveAllowPolicy().allows(account.queueArn(source))) {
            throw RedrivePolicy.invalid(
                    policyJson, "The RedriveAllowPolicy of the dead letter target doesn't allow this source queue.");
        }
    }

    /** The names of the queues whose redrive policy names this one, in alphabetical order. */
    public List<String> deadLetterSources(String target) {
        return store.names().stream()
                .filter(name -> isDeadLetterSource(name, target))
                .toList();
    }

    /** Those of them that the caller may see. */
    public List<String> deadLetterSources(String target, Caller caller) {
        return visible(deadLetterSources(target), caller);
    }

    private boolean isDeadLetterSource(String name, String target) {
        return store.find(name)
                .map(MessageQueue::settings)
                .map(QueueSettings::redrive)
                .filter(redrive -> redrive.deadLetterQueue().equals(target))
                .isPresent();
    }

    /** What is stored about a queue that has these attributes. */
    public QueueSettings settings(
            Map<String, String> attributes, Map<String, String> tags, long createdAt, long modifiedAt) {
        QueueAttributes read = QueueAttributes.of(attributes);
        QueueSettings.Redrive redrive = read.redrivePolicy()
                .flatMap(policy -> policy.targetIn(account)
                        .map(target -> new QueueSettings.Redrive(target, policy.maxReceiveCount())))
                .orElse(null);
        return new QueueSettings(
                attributes,
                tags,
                createdAt,
                modifiedAt,
                read.messageRetentionPeriod() * 1_000L,
                read.fifo().isPresent() ? read.delaySeconds() * 1_000L : 0,
                redrive);
    }

    /** The attributes that are set on a queue. That it is a FIFO queue is told by its name, whoever made it. */
    public static Map<String, String> withType(String queue, Map<String, String> set) {
        if (!QueueName.isFifo(queue) || set.containsKey(QueueAttribute.FIFO_QUEUE.awsName())) {
            return set;
        }
        Map<String, String> withType = new HashMap<>(set);
        withType.put(QueueAttribute.FIFO_QUEUE.awsName(), "true");
        return withType;
    }

    /** The attributes are read again only when the settings are other ones: requests of one queue share a reading. */
    @SuppressWarnings("ReferenceEquality") // The store gives one object until the settings change.
    private QueueAttributes attributes(MessageQueue queue) {
        QueueSettings settings = queue.settings();
        Parsed known = parsed.get(queue.name());
        if (known != null && known.settings == settings) {
            return known.attributes;
        }
        QueueAttributes attributes = QueueAttributes.of(withType(queue.name(), settings.attributes()));
        parsed.put(queue.name(), new Parsed(settings, attributes));
        return attributes;
    }

    private record Parsed(QueueSettings settings, QueueAttributes attributes) {}
}
