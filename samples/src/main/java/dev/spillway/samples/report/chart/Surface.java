/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report.chart;

import java.util.List;

/** Something to draw on, in pixels from the upper left corner. Colours are 0xRRGGBB; opacity is from 0 to 1. */
interface Surface {

    enum Anchor {
        START,
        MIDDLE,
        END
    }

    record Point(double x, double y) {}

    void rectangle(Point corner, double width, double height, int colour, double opacity);

    void line(List<Point> points, int colour, double width);

    void area(List<Point> outline, int colour, double opacity);

    void dot(Point centre, double radius, int colour, double opacity);

    /** The baseline begins, has its middle or ends at the point. */
    void text(Point at, Anchor anchor, String text, double size, boolean bold, int colour);
}
