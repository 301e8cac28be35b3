/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.samples.ledger.Confirmation;
import dev.spillway.samples.ledger.Placement;
import dev.spillway.samples.ledger.RoundTripResult;
import dev.spillway.samples.ledger.RoundTripSample;
import dev.spillway.samples.ledger.Shipment;
import dev.spillway.samples.load.Window;
import dev.spillway.samples.report.chart.BridgeChart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundTripReportTest {

    private static final long SECOND = 1_000_000_000L;

    private static final List<RoundTripSample> SAMPLES =
            List.of(new RoundTripSample(0, "up", 2, 0, 0), new RoundTripSample(2 * SECOND, "killed", 1_234, 2, 1));

    private final RoundTripResult run = new RoundTripResult(
            List.of(new Placement("a", "anna", 0), new Placement("b", "bert", 0)),
            List.of(new Shipment("a", SECOND), new Shipment("b", SECOND), new Shipment("b", SECOND)),
            List.of(new Confirmation("a", 4 * SECOND)),
            List.of(new Window("kill 1", SECOND, 2 * SECOND), new Window("kill 2", 3 * SECOND, 4 * SECOND)),
            1,
            SAMPLES);

    @TempDir
    Path folder;

    @Test
    void the_table_tells_what_is_missing_and_what_came_twice_each_way() {
        assertThat(RoundTripTable.of(run).lines().map(line -> line.strip().replaceAll(" {2,}", " | ")))
                .containsExactly(
                        "orders | replies",
                        "-".repeat(74),
                        "sent | 2 | 2",
                        "arrived | 2 | 1",
                        "missing | 0 | 1",
                        "duplicates | 1 | 0",
                        "shipped after a later one of the customer | 0",
                        "in dead-letter queues | 1",
                        "from order to reply, median | 4.0 s",
                        "99th percentile | 4.0 s",
                        "kill -9 of the bridge | 2",
                        "without a bridge, in all | 2.0 s");
    }

    @Test
    void a_line_shows_what_the_bridge_does_and_what_is_on_its_way() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RoundTripView view = new RoundTripView(new PrintStream(out, true, StandardCharsets.UTF_8), false);
        view.begin();
        SAMPLES.forEach(view);

        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80))
                .last()
                .asString()
                .matches(" *2.0 s killed +1,234 +1,232 +2 +1 +1");
    }

    @Test
    void the_chart_names_both_ways_and_shows_each_kill() throws Exception {
        Path file = BridgeChart.write(run, folder).get(0);

        var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("Orders on their way to shipping", "Replies on their way back", "1,500");
        // The background, and each outage in each of the two panels.
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(1 + 2 * 2);
    }
}
