/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.bridge;

import static java.util.Objects.requireNonNull;

import dev.spillway.jms.SpillwayConnectionFactory;
import dev.spillway.samples.ledger.RoundTripResult;
import dev.spillway.samples.order.Order;
import dev.spillway.samples.order.OrderFile;
import dev.spillway.samples.order.OrderFileException;
import dev.spillway.samples.process.Processes;
import dev.spillway.samples.report.Figures;
import dev.spillway.samples.report.RoundTripTable;
import dev.spillway.samples.report.RoundTripView;
import dev.spillway.samples.report.chart.BridgeChart;
import dev.spillway.samples.story.Stage;
import dev.spillway.samples.story.Story;
import dev.spillway.samples.story.StoryFailedException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * An ordering application on a stock broker and shipping on SQS, with the bridge between them, which is killed by
 * {@code kill -9} again and again.
 */
public final class BridgeStory implements Story {

    @Override
    public void tell(Stage stage) throws Exception {
        BridgeScenario scenario = BridgeScenario.DEFAULT;
        List<Order> orders = read(stage.orders()).take(scenario.schedule().count());
        PrintStream out = stage.out();
        out.println(introduction(scenario));
        RoundTripResult run;
        try (Processes processes = Processes.in(stage.output())) {
            String broker = StockArtemis.start(processes, stage.output().resolve("artemis"));
            URI endpoint = SpillwayEndpoint.start(processes);
            SpillwayEndpoint.createQueues(endpoint);
            out.printf(Locale.ROOT, "Apache Artemis: %s, SQS: %s%n%n", broker, endpoint);
            run = run(stage, scenario, orders, broker, endpoint, new BridgeProcess(processes, broker, endpoint));
        }
        out.println();
        out.print(RoundTripTable.of(run));
        out.println();
        out.println(closing(run));
        for (Path chart : BridgeChart.write(run, stage.output())) {
            out.println("Chart: " + chart);
        }
        requireNothingMissing(run);
    }

    private static OrderFile read(Path file) throws StoryFailedException {
        try {
            return OrderFile.read(file);
        } catch (OrderFileException e) {
            throw new StoryFailedException(requireNonNull(e.getMessage()));
        }
    }

    private static RoundTripResult run(
            Stage stage, BridgeScenario scenario, List<Order> orders, String broker, URI endpoint, BridgeProcess bridge)
            throws Exception {
        RoundTripView view = new RoundTripView(stage.out(), stage.terminal());
        view.begin();
        try (ActiveMQConnectionFactory artemis = new ActiveMQConnectionFactory(broker);
                SpillwayConnectionFactory sqs = SpillwayEndpoint.connectionFactory(endpoint)) {
            RoundTripResult run = new BridgeRun(scenario, orders, view).run(artemis, sqs, bridge);
            view.end();
            return run;
        }
    }

    private static String introduction(BridgeScenario scenario) {
        return String.format(
                Locale.ROOT,
                "An ordering application, on a stock broker, sends %s orders, %d a second, and awaits a reply to each.%n"
                        + "Shipping is on SQS. A bridge moves orders there and replies back; it is killed %d times.",
                Figures.count(scenario.schedule().count()),
                scenario.schedule().phases().get(0).perSecond(),
                scenario.kills());
    }

    private static String closing(RoundTripResult run) {
        return String.format(
                Locale.ROOT,
                "The bridge was killed %d times while it moved messages.%nOf %s orders %s missing and %s shipped twice; of the replies %s missing and %s twice.",
                run.outages().size(),
                Figures.count(run.placements().size()),
                count(run.missingOrders(), "is", "are"),
                count(run.duplicateOrders(), "was", "were"),
                count(run.missingReplies(), "is", "are"),
                count(run.duplicateReplies(), "came", "came"));
    }

    private static String count(long count, String one, String many) {
        return count == 0 ? "none " + one : Figures.count(count) + " " + (count == 1 ? one : many);
    }

    private static void requireNothingMissing(RoundTripResult run) throws StoryFailedException {
        if (run.missingOrders() > 0 || run.missingReplies() > 0) {
            throw new StoryFailedException(String.format(
                    Locale.ROOT,
                    "The story failed: %,d orders and %,d replies are missing.",
                    run.missingOrders(),
                    run.missingReplies()));
        }
    }
}
