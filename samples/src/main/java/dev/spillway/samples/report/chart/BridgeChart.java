/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report.chart;

import dev.spillway.samples.ledger.RoundTripResult;
import dev.spillway.samples.ledger.RoundTripSample;
import dev.spillway.samples.load.Window;
import dev.spillway.samples.report.Figures;
import dev.spillway.samples.report.chart.Surface.Anchor;
import dev.spillway.samples.report.chart.Surface.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** A run over the bridge: what is on its way there and back over time, and when the bridge was killed. */
public final class BridgeChart {

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 640;
    private static final int INK = 0x333333;
    private static final int MUTED = 0x777777;
    // Two of the colours that Okabe and Ito chose to be told apart by everyone, and one for the kills.
    private static final int ORDERS = 0x0072B2;
    private static final int REPLIES = 0x009E73;
    private static final int KILL = 0xD55E00;

    private final RoundTripResult run;
    private final Scale seconds;

    private BridgeChart(RoundTripResult run) {
        this.run = run;
        this.seconds = Scale.linearUpTo(
                run.samples().stream().mapToLong(RoundTripSample::nanos).max().orElse(1_000_000_000) / 1e9);
    }

    /**
     * Writes {@code bridge.svg} and, where this machine has fonts, {@code bridge.png}.
     *
     * @return the files that were written
     */
    public static List<Path> write(RoundTripResult run, Path folder) throws IOException {
        return Drawing.write(folder, "bridge", WIDTH, HEIGHT, new BridgeChart(run)::draw);
    }

    private void draw(Surface surface) {
        surface.rectangle(new Point(0, 0), WIDTH, HEIGHT, 0xFFFFFF, 1);
        surface.text(
                new Point(Panel.LEFT, 38), Anchor.START, "A bridge that is killed, and loses nothing", 22, true, INK);
        surface.text(
                new Point(Panel.LEFT, 62),
                Anchor.START,
                "Shaded: from kill -9 until the next bridge had started",
                14,
                false,
                MUTED);
        panel(surface, 130, "Orders on their way to shipping", ORDERS, RoundTripSample::ordersOnTheirWay);
        panel(surface, 380, "Replies on their way back", REPLIES, RoundTripSample::repliesOnTheirWay)
                .seconds();
    }

    private Panel panel(
            Surface surface, double top, String heading, int colour, ToLongFunction<RoundTripSample> figure) {
        double most = run.samples().stream().mapToLong(figure).max().orElse(1);
        Panel panel = new Panel(surface, top, 190, seconds, Scale.linear(most, 5));
        panel.frame(heading, run.outages(), value -> Figures.count((long) value));
        List<Point> line = new ArrayList<>();
        for (RoundTripSample sample : run.samples()) {
            line.add(panel.at(sample.nanos() / 1e9, figure.applyAsLong(sample)));
        }
        List<Point> outline = new ArrayList<>(line);
        outline.add(panel.at(seconds.to(), 0));
        outline.add(panel.at(0, 0));
        surface.area(outline, colour, 0.12);
        surface.line(line, colour, 2.5);
        for (Window outage : run.outages()) {
            double at = outage.from() / 1e9;
            surface.line(List.of(panel.at(at, 0), panel.at(at, panel.y().to())), KILL, 2);
        }
        return panel;
    }
}
