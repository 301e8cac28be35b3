/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.ALL;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.UNKNOWN_TO_SDK_VERSION;

import dev.spillway.artemis.aws.Account;
import dev.spillway.artemis.store.ReceivedMessage;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The system attributes that a receive asks for. One that a message doesn't have is left out. */
public final class SystemAttributes {

    private final Set<MessageSystemAttributeName> asked;
    private final Account account;

    private SystemAttributes(Set<MessageSystemAttributeName> asked, Account account) {
        this.asked = asked;
        this.account = account;
    }

    /**
     * Reads AttributeNames, which is deprecated, and MessageSystemAttributeNames, which takes its place; what either
     * names is given.
     */
    public static SystemAttributes of(List<String> deprecatedNames, List<String> names, Account account) {
        Set<MessageSystemAttributeName> asked = EnumSet.noneOf(MessageSystemAttributeName.class);
        deprecatedNames.forEach(name -> asked.add(read(name)));
        names.forEach(name -> asked.add(read(name)));
        return new SystemAttributes(
                asked.contains(ALL) ? EnumSet.allOf(MessageSystemAttributeName.class) : asked, account);
    }

    Map<MessageSystemAttributeName, String> of(ReceivedMessage message) {
        if (asked.isEmpty()) {
            return Map.of();
        }
        Map<MessageSystemAttributeName, String> values = new EnumMap<>(MessageSystemAttributeName.class);
        for (MessageSystemAttributeName name : asked) {
            String value = value(name, message);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    private @Nullable String value(MessageSystemAttributeName name, ReceivedMessage message) {
        String source = message.deadLetterSource();
        return switch (name) {
            case SENDER_ID -> message.senderId();
            case SENT_TIMESTAMP -> Long.toString(message.sentAt());
            case APPROXIMATE_RECEIVE_COUNT -> Integer.toString(message.receiveCount());
            case APPROXIMATE_FIRST_RECEIVE_TIMESTAMP -> Long.toString(message.firstReceivedAt());
            case AWS_TRACE_HEADER -> message.traceHeader();
            case MESSAGE_GROUP_ID -> message.groupId();
            case MESSAGE_DEDUPLICATION_ID -> message.deduplicationId();
            case SEQUENCE_NUMBER -> SequenceNumber.text(message.sequence());
            case DEAD_LETTER_QUEUE_SOURCE_ARN -> source == null ? null : account.queueArn(source);
            default -> null;
        };
    }

    private static MessageSystemAttributeName read(String name) {
        MessageSystemAttributeName read = MessageSystemAttributeName.fromValue(name);
        if (read == null || read == UNKNOWN_TO_SDK_VERSION) {
            throw SqsErrors.unknownAttribute(name);
        }
        return read;
    }
}
