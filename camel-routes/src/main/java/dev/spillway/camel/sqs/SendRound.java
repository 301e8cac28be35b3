/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.sqs;

import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.camel.batch.OutageException;
import dev.spillway.mapping.WireMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What goes with one SendMessageBatch request: as many of the open messages, in order, as it takes. To a FIFO queue, one of
 * a group: were there two, and the first failed, the second would overtake it.
 */
final class SendRound {

    /** The most entries that SQS takes in a batch. */
    static final int MAX_ENTRIES = 10;

    /** The most bytes that SQS takes in a batch, and in a message: 1 MiB. */
    static final long MAX_BYTES = 1_048_576;

    /** A message and its form on the wire. */
    record Entry(BatchMessage message, WireMessage wire) {}

    private SendRound() {}

    /**
     * The next request's entries; empty where every open message was refused, since it can't be encoded or is too large.
     *
     * @param open the messages that are not settled, in order
     * @throws OutageException if the first can't be made ready at present; from a later one on, they are for another request
     */
    static List<Entry> next(List<BatchMessage> open, boolean fifo, WireForm form) throws OutageException {
        List<Entry> entries = new ArrayList<>();
        Set<String> groups = new HashSet<>();
        long bytes = 0;
        for (BatchMessage message : open) {
            if (entries.size() == MAX_ENTRIES) {
                break;
            }
            if (fifo && message.groupId() != null && !groups.add(message.groupId())) {
                continue;
            }
            WireMessage wire;
            try {
                wire = form.of(message);
            } catch (IllegalArgumentException unsuited) {
                message.refuse(String.valueOf(unsuited.getMessage()));
                continue;
            } catch (OutageException outage) {
                if (entries.isEmpty()) {
                    throw outage;
                }
                break;
            }
            long size = wire.sizeInBytes();
            if (size > MAX_BYTES) {
                message.refuse(
                        "the message has " + size + " bytes with its attributes; SQS takes at most " + MAX_BYTES);
            } else if (bytes + size > MAX_BYTES) {
                break;
            } else {
                bytes += size;
                entries.add(new Entry(message, wire));
            }
        }
        return entries;
    }
}
