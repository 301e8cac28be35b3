/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report.chart;

import dev.spillway.samples.ledger.RunResult;
import dev.spillway.samples.load.Window;
import dev.spillway.samples.report.chart.Series.Value;
import dev.spillway.samples.report.chart.Surface.Anchor;
import dev.spillway.samples.report.chart.Surface.Point;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Two runs over the same time: the buyer's response time, the queue at shipping, and the refused orders. */
public final class SpikeChart {

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 920;
    private static final int LEGEND = 120;
    private static final int INK = 0x333333;
    private static final int MUTED = 0x777777;
    // Two of the colours that Okabe and Ito chose to be told apart by everyone.
    private static final int DIRECT = 0xD55E00;
    private static final int QUEUED = 0x0072B2;

    private final List<Series> runs;
    private final Window spike;
    private final String subtitle;

    private SpikeChart(List<Series> runs, Window spike, String subtitle) {
        this.runs = runs;
        this.spike = spike;
        this.subtitle = subtitle;
    }

    public static SpikeChart of(RunResult direct, RunResult queued, String subtitle) {
        return new SpikeChart(
                List.of(new Series(direct, DIRECT), new Series(queued, QUEUED)), direct.spike(), subtitle);
    }

    /**
     * Writes {@code spike.svg} and, where this machine has fonts, {@code spike.png}.
     *
     * @return the files that were written
     */
    public List<Path> write(Path folder) throws IOException {
        return Drawing.write(folder, "spike", WIDTH, HEIGHT, this::draw);
    }

    private void draw(Surface surface) {
        Scale seconds = Scale.linearUpTo(
                runs.stream().mapToDouble(Series::seconds).max().orElse(1));
        surface.rectangle(new Point(0, 0), WIDTH, HEIGHT, 0xFFFFFF, 1);
        title(surface);
        responseTimes(new Panel(surface, 130, 310, seconds, responseTimeScale()));
        depth(new Panel(surface, 500, 190, seconds, scale(Series::depth, 5)));
        Panel refused = new Panel(surface, 750, 100, seconds, scale(Series::refusedPerSecond, 2));
        refused(refused);
        refused.seconds();
    }

    private void title(Surface surface) {
        surface.text(
                new Point(Panel.LEFT, 38), Anchor.START, "A spike, called directly and through a queue", 22, true, INK);
        surface.text(new Point(Panel.LEFT, 62), Anchor.START, subtitle, 14, false, MUTED);
        for (int i = 0; i < runs.size(); i++) {
            double x = Panel.LEFT + Panel.WIDTH - LEGEND * (runs.size() - i);
            surface.rectangle(new Point(x, 28), 12, 12, runs.get(i).colour(), 1);
            surface.text(
                    new Point(x + 20, 39),
                    Anchor.START,
                    runs.get(i).run().name(),
                    15,
                    true,
                    runs.get(i).colour());
        }
    }

    private void responseTimes(Panel panel) {
        panel.frame(
                "Buyer's response time, accepted orders (dots) and their median (lines)",
                List.of(spike),
                SpikeChart::time);
        double middle = panel.at((spike.from() + spike.to()) / 2e9, 1).x();
        panel.surface()
                .text(
                        new Point(middle, panel.top() + panel.height() - 10),
                        Anchor.MIDDLE,
                        spike.name(),
                        13,
                        true,
                        0x8A6D00);
        for (Series series : runs) {
            for (Value value : series.responseTimes()) {
                panel.surface().dot(panel.at(value.seconds(), value.value()), 2, series.colour(), 0.25);
            }
        }
        for (Series series : runs) {
            panel.surface().line(points(panel, series.medians()), series.colour(), 2.5);
        }
    }

    private void depth(Panel panel) {
        panel.frame("Orders that wait at shipping or are in work", List.of(spike), SpikeChart::number);
        for (Series series : runs) {
            List<Value> depth = series.depth();
            List<Point> line = points(panel, depth);
            List<Point> outline = new ArrayList<>(line);
            outline.add(panel.at(series.seconds(), 0));
            outline.add(panel.at(0, 0));
            panel.surface().area(outline, series.colour(), 0.12);
            panel.surface().line(line, series.colour(), 2.5);
            labelPeak(panel, series, depth);
        }
    }

    /** Beside the last moment at which it was the deepest. */
    private static void labelPeak(Panel panel, Series series, List<Value> depth) {
        depth.stream()
                .max(Comparator.comparingDouble(Value::value).thenComparingDouble(Value::seconds))
                .map(peak -> panel.at(peak.seconds(), peak.value()))
                .ifPresent(at -> panel.surface()
                        .text(
                                new Point(at.x() + 6, at.y() - 7),
                                Anchor.START,
                                number(series.run().deepest()),
                                13,
                                true,
                                series.colour()));
    }

    private void refused(Panel panel) {
        panel.frame("Orders refused a second", List.of(spike), SpikeChart::number);
        for (Series series : runs) {
            for (Value value : series.refusedPerSecond()) {
                Point corner = panel.at(value.seconds(), value.value());
                Point foot = panel.at(value.seconds() + 0.5, 0);
                panel.surface()
                        .rectangle(corner, foot.x() - corner.x() - 1, foot.y() - corner.y(), series.colour(), 0.8);
            }
        }
    }

    private Scale scale(Function<Series, List<Value>> values, int steps) {
        return Scale.linear(values(values).max().orElse(1), steps);
    }

    private Scale responseTimeScale() {
        // A tenth of a millisecond and 100 s bound the axis whatever came out of the clock.
        double min = values(Series::responseTimes).min().orElse(1);
        double max = values(Series::responseTimes).max().orElse(1000);
        return Scale.logarithmic(Math.max(min, 0.1), Math.min(max, 100_000));
    }

    private DoubleStream values(Function<Series, List<Value>> values) {
        return runs.stream().map(values).flatMap(List::stream).mapToDouble(Value::value);
    }

    private static List<Point> points(Panel panel, List<Value> values) {
        return values.stream()
                .map(value -> panel.at(value.seconds(), value.value()))
                .toList();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static String time(double millis) {
        return millis >= 1000
                ? String.format(Locale.ROOT, "%,.0f s", millis / 1000)
                : String.format(Locale.ROOT, millis < 1 ? "%.1f ms" : "%.0f ms", millis);
    }
}
