/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.requests;

import java.util.Locale;

/**
 * API requests by what they are for, or such requests a message.
 *
 * @param sends SendMessage and SendMessageBatch
 * @param receives ReceiveMessage
 * @param deletes DeleteMessage and DeleteMessageBatch
 * @param others all else, such as GetQueueUrl and ChangeMessageVisibilityBatch
 */
public record Requests(double sends, double receives, double deletes, double others) {

    public static final Requests NONE = new Requests(0, 0, 0, 0);

    public double total() {
        return sends + receives + deletes + others;
    }

    public Requests minus(Requests before) {
        return new Requests(
                sends - before.sends, receives - before.receives, deletes - before.deletes, others - before.others);
    }

    /** These for each of so many messages. */
    public Requests each(long messages) {
        double count = Math.max(1, messages);
        return new Requests(sends / count, receives / count, deletes / count, others / count);
    }

    /** The four in their order. */
    public String parts() {
        return String.format(Locale.ROOT, "%.2f + %.2f + %.2f + %.2f", sends, receives, deletes, others);
    }
}
