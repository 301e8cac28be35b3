/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.jms;

import dev.spillway.benchmarks.requests.Requests;

/**
 * What a load gave, or one figure of a client.
 *
 * @param load the load's title
 * @param messagesPerSecond received, or sent where nobody receives
 * @param cpuMicros CPU time of the client's process for each message; NaN where there are none
 * @param requests API requests for each message; {@link Requests#NONE} where there are none
 * @param p50Millis median time of a send; NaN where sends don't wait
 * @param p99Millis 99th percentile of it
 */
record Row(
        String load,
        double messagesPerSecond,
        double cpuMicros,
        Requests requests,
        double p50Millis,
        double p99Millis) {

    private static final String PREFIX = "row\t";

    /** One figure of a client. */
    static Row of(String title, double figure) {
        return new Row(title, figure, Double.NaN, Requests.NONE, Double.NaN, Double.NaN);
    }

    static boolean is(String line) {
        return line.startsWith(PREFIX);
    }

    /** Whether the figure is of messages a second. */
    boolean isRate() {
        return load.contains("->");
    }

    String toLine() {
        return PREFIX
                + String.join(
                        "\t",
                        load,
                        Double.toString(messagesPerSecond),
                        Double.toString(cpuMicros),
                        Double.toString(requests.sends()),
                        Double.toString(requests.receives()),
                        Double.toString(requests.deletes()),
                        Double.toString(requests.others()),
                        Double.toString(p50Millis),
                        Double.toString(p99Millis));
    }

    static Row of(String line) {
        String[] fields = line.split("\t", -1);
        double[] numbers = new double[fields.length];
        for (int i = 2; i < fields.length; i++) {
            numbers[i] = Double.parseDouble(fields[i]);
        }
        return new Row(
                fields[1],
                numbers[2],
                numbers[3],
                new Requests(numbers[4], numbers[5], numbers[6], numbers[7]),
                numbers[8],
                numbers[9]);
    }
}
