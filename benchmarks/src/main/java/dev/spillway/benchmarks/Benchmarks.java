/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks;

import dev.spillway.benchmarks.bridge.BridgeBenchmark;
import dev.spillway.benchmarks.jms.JmsBenchmark;
import dev.spillway.benchmarks.sqs.BacklogBenchmark;
import dev.spillway.benchmarks.sqs.SqsBenchmark;

/** Runs the suite that {@code -Dsuite} names. */
public final class Benchmarks {

    private Benchmarks() {}

    /** @param arguments none */
    public static void main(String[] arguments) throws Exception {
        String suite = System.getProperty("suite", "sqs");
        switch (suite) {
            case "sqs" -> SqsBenchmark.main(arguments);
            case "backlog" -> BacklogBenchmark.main(arguments);
            case "jms" -> JmsBenchmark.main(arguments);
            case "bridge" -> BridgeBenchmark.main(arguments);
            default ->
                throw new IllegalArgumentException(
                        "there is no suite '" + suite + "'; there are sqs, backlog, jms and bridge");
        }
    }
}
