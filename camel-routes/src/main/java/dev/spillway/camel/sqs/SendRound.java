/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.batch.OutageException;
import dev.spillway.mapping.WireMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What goes at once: as many of the open messages, in order, as some SendMessageBatch requests take. To a FIFO queue, one of a
 * group in all of them: were there two, and the first failed or came later, the second would overtake it.
 */
final class SendRound {

    /** The most bytes that SQS takes in a batch, and in a message: 1 MiB. */
    static final long MAX_BYTES = 1_048_576;

    /** The most requests that are under way at once for a batch. */
    static final int MAX_REQUESTS = 10;

    /** A message and its form on the wire. */
    record Entry(BatchMessage message, WireMessage wire) {}

    private final List<List<Entry>> requests = new ArrayList<>();
    private List<Entry> entries = new ArrayList<>();
    private long bytes;

    private SendRound() {}

    /**
     * The entries of the next requests; none where every open message was refused, since it can't be encoded or is too large.
     *
     * @param open the messages that are not settled, in order
     * @throws OutageException if the first can't be made ready at present; from a later one on, they are for another round
     */
    static List<List<Entry>> next(List<BatchMessage> open, boolean fifo, WireForm form) throws OutageException {
        SendRound round = new SendRound();
        Set<String> groups = new HashSet<>();
        for (BatchMessage message : open) {
            if (fifo && message.groupId() != null && !groups.add(message.groupId())) {
                continue;
            }
            Entry entry;
            try {
                entry = encode(message, form);
            } catch (OutageException outage) {
                if (round.isEmpty()) {
                    throw outage;
                }
                break;
            }
            if (entry != null && !round.add(entry)) {
                break;
            }
        }
        return round.end();
    }

    private boolean isEmpty() {
        return requests.isEmpty() && entries.isEmpty();
    }

    /** Whether there is place for it. */
    private boolean add(Entry entry) {
        long size = entry.wire().sizeInBytes();
        if (entries.size() == BatchParts.MAX_ENTRIES || bytes + size > MAX_BYTES) {
            if (requests.size() == MAX_REQUESTS - 1) {
                return false;
            }
            requests.add(entries);
            entries = new ArrayList<>();
            bytes = 0;
        }
        bytes += size;
        entries.add(entry);
        return true;
    }

    private List<List<Entry>> end() {
        if (!entries.isEmpty()) {
            requests.add(entries);
        }
        return requests;
    }

    /** {@code null} where the message can't go, and is refused. */
    private static @Nullable Entry encode(BatchMessage message, WireForm form) throws OutageException {
        WireMessage wire;
        try {
            wire = form.of(message);
        } catch (IllegalArgumentException unsuited) {
            message.refuse(String.valueOf(unsuited.getMessage()));
            return null;
        }
        long size = wire.sizeInBytes();
        if (size > MAX_BYTES) {
            message.refuse("the message has " + size + " bytes with its attributes; SQS takes at most " + MAX_BYTES);
            return null;
        }
        return new Entry(message, wire);
    }
}
