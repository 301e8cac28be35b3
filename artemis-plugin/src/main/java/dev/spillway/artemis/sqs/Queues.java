/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.aws.Account;
import dev.spillway.artemis.aws.Caller;
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

    /** The queue of this URL. Refuses a URL that is of a wrong form, of another account, or of no queue. */
    public SqsQueue at(@Nullable String url) {
        return named(QueueUrl.name(url, account));
    }

    /** The queue of this name, which must be there. */
    public SqsQueue named(String name) {
        return find(name).orElseThrow(SqsErrors::queueDoesNotExist);
    }

    public Optional<SqsQueue> find(String name) {
        Optional<MessageQueue> stored = store.find(name);
        if (stored.isEmpty()) {
            parsed.remove(name);
            return Optional.empty();
        }
        return stored.map(queue -> new SqsQueue(queue, attributes(queue)));
    }

    /** The names of all queues, in alphabetical order. */
    public List<String> names() {
        return store.names();
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

    /** The queue of this ARN, which a request gave in this parameter. */
    public SqsQueue atArn(@Nullable String arn, String parameter) {
        return QueueArn.name(arn, parameter, account)
                .flatMap(this::find)
                .orElseThrow(() -> SqsErrors.resourceNotFound(parameter));
    }

    /** Refuses a redrive policy whose target isn't there or doesn't admit this queue. */
    public void checkRedrive(String source, String policyJson) {
        RedrivePolicy policy = RedrivePolicy.parse(policyJson);
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
        return names().stream().filter(name -> isDeadLetterSource(name, target)).toList();
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
