/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.requests;

import java.util.Locale;
import java.util.stream.Stream;

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

    /** As {@link #of} reads them. */
    public String toText() {
        return sends + " " + receives + " " + deletes + " " + others;
    }

    /** @param text of {@link #toText}, as one process tells another */
    public static Requests of(String text) {
        double[] four =
                Stream.of(text.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
        return new Requests(four[0], four[1], four[2], four[3]);
    }

    /** The four in their order. */
    public String parts() {
        return String.format(Locale.ROOT, "%.2f + %.2f + %.2f + %.2f", sends, receives, deletes, others);
    }
}
