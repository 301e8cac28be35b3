/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A chart's files. */
final class Drawing {

    private Drawing() {}

    /**
     * Writes an SVG and, where this machine has fonts, a PNG.
     *
     * @param folder made if it is not there
     * @param name of the files, without the ending
     * @param width in pixels
     * @param height in pixels
     * @return the files that were written
     */
    static List<Path> write(Path folder, String name, int width, int height, Consumer<Surface> chart)
            throws IOException {
        Files.createDirectories(folder);
        List<Path> written = new ArrayList<>();
        SvgSurface svg = new SvgSurface(width, height);
        chart.accept(svg);
        written.add(Files.writeString(folder.resolve(name + ".svg"), svg.document()));
        try {
            Path file = folder.resolve(name + ".png");
            PngSurface png = new PngSurface(width, height);
            chart.accept(png);
            png.write(file);
            written.add(file);
        } catch (RuntimeException | Error e) {
            // Without font libraries or fonts AWT throws UnsatisfiedLinkError, InternalError, plain Error or
            // NullPointerException, by the JDK's version and what is missing; the SVG is there.
        }
        return written;
    }
}
