/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.bridge.config.ConfigException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the routes of a configuration file until the process is told to end. Exits with 1 if the file is wrong, or what it
 * names can't be had; with 2 if the command line is wrong.
 */
public final class Main {

    private static final String NAME = "spillway-bridge: ";

    private static final String CHECK = "--check";

    private static final String USAGE = """
            java -jar spillway-bridge.jar FILE [--check]

            Moves messages between queues of JMS brokers and SQS, as FILE says, until the process is told to end.

              --check   tries what FILE names, tells line by line, and moves nothing
              --help    this
            """;

    private Main() {}

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) throws InterruptedException {
        Logs.configure();
        int exit = run(List.of(arguments), System.getenv(), System.out, System.err);
        if (exit != 0) {
            System.exit(exit);
        }
        if (!List.of(arguments).contains(CHECK) && !List.of(arguments).contains("--help")) {
            new CountDownLatch(1).await();
        }
    }

    /** Returns once the routes run, or with what the process is to exit with. */
    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        List<String> files = arguments.stream()
                .filter(argument -> !argument.startsWith("--"))
                .toList();
        List<String> unknown = arguments.stream()
                .filter(argument -> argument.startsWith("--") && !argument.equals(CHECK))
                .toList();
        if (files.size() != 1 || !unknown.isEmpty()) {
            err.println(NAME
                    + (unknown.isEmpty() ? "wants one file, has " + files.size() : "unknown option " + unknown.get(0))
                    + "; " + USAGE.lines().findFirst().orElseThrow());
            return 2;
        }
        try {
            Bridge bridge = Bridge.of(Path.of(files.get(0)), environment);
            if (arguments.contains(CHECK)) {
                try (bridge) {
                    return Check.run(bridge, out, Check.PATIENCE) ? 0 : 1;
                }
            }
            start(bridge, out);
            return 0;
        } catch (ConfigException e) {
            err.println(NAME + e.getMessage());
            return 1;
        }
    }

    private static void start(Bridge bridge, PrintStream out) {
        try {
            List<RoutePlan> plans = bridge.plan();
            bridge.make(plans);
            InetSocketAddress management = bridge.start();
            Runtime.getRuntime().addShutdownHook(new Thread(bridge::close, "spillway-stop"));
            plans.forEach(plan -> Logs.tell(out, "Route " + plan));
            Logs.tell(
                    out,
                    "Health and metrics: http://" + management.getHostString() + ":" + management.getPort()
                            + "/health/ready, /metrics");
            out.flush();
        } catch (RuntimeException e) {
            bridge.close();
            throw e;
        }
    }
}
