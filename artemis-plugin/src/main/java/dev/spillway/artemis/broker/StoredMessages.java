/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.broker;

import dev.spillway.artemis.store.NewMessage;
import dev.spillway.artemis.store.ReceivedMessage;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.Residue;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.UUID;
import org.apache.activemq.artemis.utils.UUIDGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SQS messages in the broker. What is stored is the JMS message that {@code message-mapping} sees in the SQS message,
 * so that the broker's other clients understand it; what that loses is kept beside it, so that an SQS client gets back
 * what was sent.
 *
 * <p>What only SQS knows is in properties whose names begin with {@code JMSSpillway}: Artemis shows no property with
 * {@code JMS} at its beginning to a JMS client, but for {@code JMSX} and {@code JMS_}.
 */
final class StoredMessages {

    private static final SimpleString SENDER = SimpleString.of(CoreMapping.HIDDEN + "Sender");
    private static final SimpleString TRACE = SimpleString.of(CoreMapping.HIDDEN + "Trace");
    private static final SimpleString GROUP = SimpleString.of(CoreMapping.HIDDEN + "Group");
    private static final SimpleString DEDUPLICATION = SimpleString.of(CoreMapping.HIDDEN + "Deduplication");
    private static final SimpleString SOURCE = SimpleString.of(CoreMapping.HIDDEN + "Source");
    private static final SimpleString RESIDUE = SimpleString.of(CoreMapping.HIDDEN + "Residue");

    /** What SQS allows as a message group's id. */
    private static final Pattern GROUP_ID = Pattern.compile("[!-~]{1,128}");

    private static final Logger log = LoggerFactory.getLogger(StoredMessages.class);

    private final SimpleString address;
    private final StorageManager storage;
    private final boolean fifo;

    /** Of the sender that sent last: as a rule a queue has one. */
    private volatile @Nullable CommonProperties common;

    /** @param fifo whether the messages' numbers in the broker are sequence numbers */
    StoredMessages(SimpleString address, StorageManager storage, boolean fifo) {
        this.address = address;
        this.storage = storage;
        this.fifo = fifo;
    }

    /** A durable message for the queue's address; a large one, in a file of its own, where the journal asks for it. */
    Message toStored(NewMessage message) throws Exception {
        MappedMessage decoded = SqsMapping.decode(message.content());
        MappedMessage natural =
                CoreMapping.storable(fifo ? CoreMapping.withoutPriority(decoded) : decoded, message.groupId() != null);
        CoreMessage stored = CoreMapping.newMessage(storage.generateID(), natural);
        stored.setAddress(address);
        stored.setDurable(true);
        stored.setUserID(userId(message.id()));
        if (natural.headers().timestamp() == 0) {
            stored.setTimestamp(message.sentAt());
        }
        if (stored instanceof TextMessage text && isOnlyBody(message)) {
            text.share(common(message, natural));
        } else {
            setProperties(message, natural, stored);
        }
        return LargeServerMessageImpl.checkLargeMessage(stored, storage);
    }

    private static boolean isOnlyBody(NewMessage message) {
        return message.content().attributes().isEmpty()
                && message.groupId() == null
                && message.deduplication() == null
                && message.traceHeader() == null
                && message.delayMillis() == 0;
    }

    /** What any other message that is only a body has from this sender too. */
    private CommonProperties common(NewMessage message, MappedMessage natural) {
        CommonProperties last = common;
        if (last == null || !last.sender.equals(message.senderId())) {
            CoreMessage example = new CoreMessage().initBuffer(0);
            setProperties(message, natural, example);
            last = new CommonProperties(message.senderId(), example);
            common = last;
        }
        return last;
    }

    /** Sets those that only SQS knows, and by which Artemis routes. */
    private static void setProperties(NewMessage message, MappedMessage natural, CoreMessage stored) {
        stored.setRoutingType(RoutingType.ANYCAST);
        if (natural.headers().timestamp() != 0) {
            stored.putLongProperty(Message.HDR_INGRESS_TIMESTAMP, message.sentAt());
        }
        stored.putStringProperty(SENDER, SimpleString.of(message.senderId()));
        byte[] residue = Residue.of(message.content(), natural);
        if (residue != null) {
            stored.putBytesProperty(RESIDUE, residue);
        }
        if (message.groupId() != null) {
            stored.putStringProperty(GROUP, SimpleString.of(message.groupId()));
            stored.setGroupID(message.groupId());
        }
        if (message.deduplication() != null) {
            stored.putStringProperty(
                    DEDUPLICATION, SimpleString.of(message.deduplication().id()));
        }
        if (message.traceHeader() != null) {
            stored.putStringProperty(TRACE, SimpleString.of(message.traceHeader()));
        }
        if (message.delayMillis() > 0) {
            stored.setScheduledDeliveryTime(message.sentAt() + message.delayMillis());
        }
    }

    /**
     * What an SQS client receives. A message of another client is in the form that {@code message-mapping} gives it; in
     * place of what SQS can't carry there is a statement that says so.
     */
    ReceivedMessage toReceived(Lease lease) {
        Message message = lease.reference.getMessage();
        try {
            long size = StoredBody.size(message);
            if (size <= StoredBody.MAX) {
                return toReceived(lease, message.toCore());
            }
            return toReceived(lease, message, NotCarried.tooLarge(size));
        } catch (ActiveMQException | RuntimeException e) {
            log.warn("Message {} of {} has no form for SQS: {}", message.getMessageID(), address, e.toString());
            return toReceived(lease, message, NotCarried.unreadable());
        }
    }

    private ReceivedMessage toReceived(Lease lease, ICoreMessage stored) {
        String body = stored instanceof TextMessage text ? text.onlyBody() : null;
        if (body != null) {
            return toReceived(lease, stored, new WireMessage(body, Map.of()));
        }
        boolean fromSqs = stored.containsProperty(SENDER);
        String group = group(stored);
        WireMessage content =
                Residue.restore(CoreMapping.read(stored, fromSqs, group != null), stored.getBytesProperty(RESIDUE));
        if (!fromSqs) {
            long size = content.sizeInBytes();
            if (size > NotCarried.LIMIT) {
                content = NotCarried.tooLarge(size);
            }
        }
        return toReceived(lease, stored, content);
    }

    private ReceivedMessage toReceived(Lease lease, Message stored, WireMessage content) {
        long sentAt = sentAt(stored);
        long firstReceivedAt = ReceiveHistory.of(lease).firstReceivedAt;
        return new ReceivedMessage(
                lease.receipt,
                id(stored),
                content,
                sender(stored),
                sentAt > 0 ? sentAt : firstReceivedAt,
                firstReceivedAt,
                lease.receiveCount,
                stored.getStringProperty(TRACE),
                group(stored),
                stored.getStringProperty(DEDUPLICATION),
                fifo ? lease.reference.getMessageID() : null,
                stored.getStringProperty(SOURCE));
    }

    /**
     * A copy for the dead-letter queue that knows where it comes from. Its MessageId stays, and on a standard queue its
     * SentTimestamp, from which its retention counts; on a FIFO queue that begins anew.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html">Dead-letter
     *     queue retention</a>
     */
    static Message deadLetter(MessageReference reference, Queue from, String deadLetterQueue, StorageManager storage) {
        Message copy = copy(reference, deadLetterQueue, storage);
        if (deadLetterQueue.endsWith(ArtemisQueue.FIFO_SUFFIX)) {
            sendNow(copy);
        }
        copy.putStringProperty(SOURCE, from.getName());
        copy.putStringProperty(Message.HDR_ORIGINAL_QUEUE, from.getName());
        copy.putStringProperty(Message.HDR_ORIGINAL_ADDRESS, from.getAddress());
        copy.reencode();
        return copy;
    }

    /** A copy for another queue that counts as sent there now: it has a MessageId and a SentTimestamp of its own. */
    static Message moved(MessageReference reference, String destination, StorageManager storage) {
        Message copy = copy(reference, destination, storage);
        copy.removeProperty(SOURCE);
        copy.removeProperty(Message.HDR_ORIGINAL_QUEUE);
        copy.removeProperty(Message.HDR_ORIGINAL_ADDRESS);
        copy.setUserID(UUIDGenerator.getInstance().generateUUID());
        sendNow(copy);
        copy.reencode();
        return copy;
    }

    private static Message copy(MessageReference reference, String destination, StorageManager storage) {
        Message copy = reference.getMessage().copy(storage.generateID());
        copy.setAddress(SimpleString.of(destination));
        // It told of a send that came twice, and this is none: a message may come back to where it was.
        copy.removeProperty(Message.HDR_DUPLICATE_DETECTION_ID);
        return copy;
    }

    private static void sendNow(Message copy) {
        if (copy.containsProperty(SENDER) && copy.getIngressTimestamp() == null) {
            copy.setTimestamp(System.currentTimeMillis());
        } else {
            // Its timestamp is the JMS sender's.
            copy.setIngressTimestamp();
        }
    }

    /** The name of the queue from which redrive moved the message to where it is; {@code null} if none did. */
    static @Nullable String deadLetterSource(Message message) {
        return text(message.getSimpleStringProperty(SOURCE));
    }

    /**
     * When the message reached the broker, or was sent by the clock of a client that is not of SQS. 0 or less if that
     * client told no time, and the queue had no settings of SQS then.
     */
    static long sentAt(Message message) {
        Long ingress = message.getIngressTimestamp();
        return ingress != null ? ingress : message.getTimestamp();
    }

    /** Whether an SQS client can be given this message: the mapping has a form for its type of body. */
    static boolean isReadable(MessageReference reference) {
        if (!(reference.getMessage() instanceof ICoreMessage core)) {
            return true;
        }
        return CoreBody.isReadable(core.getType());
    }

    private static UUID userId(java.util.UUID id) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return new UUID(UUID.TYPE_TIME_BASED, bytes.array());
    }

    private static String id(Message stored) {
        Object id = stored.getUserID();
        // A client may leave it out; the broker's own number is unique in the broker.
        if (id instanceof UUID uuid) {
            ByteBuffer bytes = ByteBuffer.wrap(uuid.asBytes());
            return new java.util.UUID(bytes.getLong(), bytes.getLong()).toString();
        }
        return new java.util.UUID(0, stored.getMessageID()).toString();
    }

    private static String sender(Message stored) {
        return stored.containsProperty(SENDER)
                ? stored.getStringProperty(SENDER)
                : Objects.requireNonNullElse(stored.getValidatedUserID(), "jms");
    }

    /** MessageGroupId. A group that a client of the broker named as SQS can't is a property instead. */
    private static @Nullable String group(Message stored) {
        if (stored.containsProperty(SENDER)) {
            return stored.getStringProperty(GROUP);
        }
        String group = text(stored.getGroupID());
        return group != null && GROUP_ID.matcher(group).matches() ? group : null;
    }

    private static @Nullable String text(@Nullable SimpleString text) {
        return text == null ? null : text.toString();
    }
}
