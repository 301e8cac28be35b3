/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws Scalable Vector Graphics 1.1. */
final class SvgSurface implements Surface {

    private final StringBuilder svg = new StringBuilder();

    SvgSurface(int width, int height) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
                        + "font-family=\"Helvetica, Arial, sans-serif\">%n",
                width, height, width, height);
    }

    /** The drawing, complete. */
    String document() {
        return svg + "</svg>\n";
    }

    @Override
    public void rectangle(Point corner, double width, double height, int colour, double opacity) {
        add(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#%06x\" fill-opacity=\"%.2f\"/>%n",
                corner.x(), corner.y(), width, height, colour, opacity);
    }

    @Override
    public void line(List<Point> points, int colour, double width) {
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"#%06x\" stroke-width=\"%.1f\" stroke-linejoin=\"round\"/>%n",
                coordinates(points), colour, width);
    }

    @Override
    public void area(List<Point> outline, int colour, double opacity) {
        add("<polygon points=\"%s\" fill=\"#%06x\" fill-opacity=\"%.2f\"/>%n", coordinates(outline), colour, opacity);
    }

    @Override
    public void dot(Point centre, double radius, int colour, double opacity) {
        add(
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#%06x\" fill-opacity=\"%.2f\"/>%n",
                centre.x(), centre.y(), radius, colour, opacity);
    }

    @Override
    public void text(Point at, Anchor anchor, String text, double size, boolean bold, int colour) {
        add(
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%.0f\" font-weight=\"%s\" fill=\"#%06x\">%s</text>%n",
                at.x(),
                at.y(),
                anchor.name().toLowerCase(Locale.ROOT),
                size,
                bold ? "bold" : "normal",
                colour,
                text.replace("&", "&amp;").replace("<", "&lt;"));
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values));
    }

    private static String coordinates(List<Point> points) {
        return points.stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", point.x(), point.y()))
                .collect(Collectors.joining(" "));
    }
}
