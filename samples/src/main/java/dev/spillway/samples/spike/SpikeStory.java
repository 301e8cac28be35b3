/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.spike;

import static java.util.Objects.requireNonNull;

import dev.spillway.samples.ledger.RunResult;
import dev.spillway.samples.load.Phase;
import dev.spillway.samples.order.Order;
import dev.spillway.samples.order.OrderFile;
import dev.spillway.samples.order.OrderFileException;
import dev.spillway.samples.report.ClosingSentence;
import dev.spillway.samples.report.Figures;
import dev.spillway.samples.report.LiveView;
import dev.spillway.samples.report.ResultTable;
import dev.spillway.samples.report.chart.SpikeChart;
import dev.spillway.samples.story.Stage;
import dev.spillway.samples.story.Story;
import dev.spillway.samples.story.StoryFailedException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Ten orders a second become a thousand, and ten again. The same orders come at the same times twice: once the buying service
 * calls shipping, once it sends to a queue.
 */
public final class SpikeStory implements Story {

    @Override
    public void tell(Stage stage) throws Exception {
        SpikeScenario scenario = SpikeScenario.DEFAULT;
        OrderFile file = read(stage.orders());
        List<Order> orders = file.take(scenario.schedule().count());
        PrintStream out = stage.out();
        out.println(introduction(scenario, file));

        out.println();
        out.println("Direct: the buying service calls shipping and waits for its answer.");
        warmUp(scenario, file, DirectWiring::new);
        RunResult direct = run(stage, scenario, orders, "direct", DirectWiring::new);

        out.println();
        out.println("Decoupled: the buying service sends to the queue 'orders', shipping listens to it.");
        RunResult queued;
        try (EmbeddedSpillway spillway = EmbeddedSpillway.start(stage.output())) {
            warmUp(scenario, file, queue(spillway, "warm-up"));
            queued = run(stage, scenario, orders, "decoupled", queue(spillway, "orders"));
        }

        out.println();
        out.print(ResultTable.of(List.of(direct, queued)));
        out.println();
        out.println(ClosingSentence.of(direct, queued));
        for (Path chart : SpikeChart.of(direct, queued, subtitle(scenario)).write(stage.output())) {
            out.println("Chart: " + chart);
        }
        requireNothingLost(queued);
    }

    private static OrderFile read(Path file) throws StoryFailedException {
        try {
            return OrderFile.read(file);
        } catch (OrderFileException e) {
            throw new StoryFailedException(requireNonNull(e.getMessage()));
        }
    }

    private static SpikeRun.WiringFactory queue(EmbeddedSpillway spillway, String name) {
        return (scenario, warehouse, ledger) ->
                new QueueWiring(spillway.connectionFactory(), scenario, name, warehouse, ledger);
    }

    private static void warmUp(SpikeScenario scenario, OrderFile file, SpikeRun.WiringFactory wiring) throws Exception {
        SpikeScenario warmUp = scenario.warmUp();
        new SpikeRun(warmUp, file.take(warmUp.schedule().count()), sample -> {}).run("warm-up", wiring);
    }

    private static RunResult run(
            Stage stage, SpikeScenario scenario, List<Order> orders, String name, SpikeRun.WiringFactory wiring)
            throws Exception {
        LiveView view = new LiveView(stage.out(), stage.terminal());
        view.begin();
        RunResult result = new SpikeRun(scenario, orders, view).run(name, wiring);
        view.end();
        return result;
    }

    private static String introduction(SpikeScenario scenario, OrderFile file) {
        return String.format(
                Locale.ROOT,
                "%s orders (%s in %s, replayed as needed) come at %s a second.%nShipping handles %d at once, %d ms each: %,.0f a second at most.",
                Figures.count(scenario.schedule().count()),
                Figures.count(file.orders().size()),
                file.path(),
                rates(scenario, ", then "),
                scenario.atOnce(),
                scenario.serviceTime().toMillis(),
                scenario.capacity());
    }

    private static String subtitle(SpikeScenario scenario) {
        return String.format(
                Locale.ROOT,
                "%s orders a second come; shipping handles %d at once, %d ms each",
                rates(scenario, ", then "),
                scenario.atOnce(),
                scenario.serviceTime().toMillis());
    }

    private static String rates(SpikeScenario scenario, String separator) {
        return scenario.schedule().phases().stream()
                .map(Phase::perSecond)
                .map(count -> Figures.count(count))
                .collect(Collectors.joining(separator));
    }

    private static void requireNothingLost(RunResult queued) throws StoryFailedException {
        if (queued.lost() > 0 || queued.unanswered() > 0) {
            throw new StoryFailedException(String.format(
                    Locale.ROOT,
                    "The story failed: through the queue %,d accepted orders were never shipped and %,d never answered.",
                    queued.lost(),
                    queued.unanswered()));
        }
    }
}
