/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.jms;

/**
 * What a load gave, or one figure of a client.
 *
 * @param load the load's title
 * @param messagesPerSecond received, or sent where nobody receives
 * @param requestsPerMessage API requests of sending, receiving and deleting; NaN where there are none
 * @param p50Millis median time of a send; NaN where sends don't wait
 * @param p99Millis 99th percentile of it
 */
record Row(String load, double messagesPerSecond, double requestsPerMessage, double p50Millis, double p99Millis) {

    private static final String PREFIX = "row\t";

    static boolean is(String line) {
        return line.startsWith(PREFIX);
    }

    /** Whether the figure is of messages a second. */
    boolean isRate() {
        return load.contains("->");
    }

    String toLine() {
        return PREFIX + load + "\t" + messagesPerSecond + "\t" + requestsPerMessage + "\t" + p50Millis + "\t"
                + p99Millis;
    }

    static Row of(String line) {
        String[] fields = line.split("\t", -1);
        return new Row(
                fields[1],
                Double.parseDouble(fields[2]),
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]),
                Double.parseDouble(fields[5]));
    }
}
