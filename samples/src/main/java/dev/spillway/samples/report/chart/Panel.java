/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report.chart;

import dev.spillway.samples.load.Window;
import dev.spillway.samples.report.chart.Surface.Anchor;
import dev.spillway.samples.report.chart.Surface.Point;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * One pair of axes.
 *
 * @param surface what it is drawn on
 * @param top the upper edge, in pixels
 * @param height in pixels
 * @param x seconds
 * @param y what the panel shows
 */
record Panel(Surface surface, double top, double height, Scale x, Scale y) {

    static final double LEFT = 90;
    static final double WIDTH = 1070;

    private static final int INK = 0x333333;
    private static final int GRID = 0xDDDDDD;
    private static final int SHADE = 0xF2C84B;

    /** The shaded times, the grid, the labels of the y axis and a heading. */
    void frame(String heading, List<Window> shaded, DoubleFunction<String> label) {
        for (Window window : shaded) {
            double from = at(window.from() / 1e9, y.from()).x();
            double to = at(window.to() / 1e9, y.from()).x();
            surface.rectangle(new Point(from, top), to - from, height, SHADE, 0.25);
        }
        surface.text(new Point(LEFT, top - 12), Anchor.START, heading, 15, true, INK);
        for (double tick : y.ticks()) {
            Point point = at(0, tick);
            surface.line(List.of(point, at(x.to(), tick)), GRID, 1);
            surface.text(new Point(LEFT - 10, point.y() + 5), Anchor.END, label.apply(tick), 13, false, INK);
        }
        surface.line(List.of(at(0, y.from()), at(x.to(), y.from())), INK, 1);
    }

    /** The labels of the x axis. */
    void seconds() {
        for (double tick : x.ticks()) {
            Point point = at(tick, y.from());
            surface.line(List.of(point, new Point(point.x(), point.y() + 5)), INK, 1);
            surface.text(
                    new Point(point.x(), point.y() + 22), Anchor.MIDDLE, Integer.toString((int) tick), 13, false, INK);
        }
        surface.text(
                new Point(LEFT + WIDTH, top + height + 44),
                Anchor.END,
                "seconds after the start of the run",
                13,
                false,
                INK);
    }

    Point at(double seconds, double value) {
        return new Point(LEFT + x.share(seconds) * WIDTH, top + height * (1 - y.share(value)));
    }
}
