/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.samples.ledger.Answer;
import dev.spillway.samples.ledger.Refusal;
import dev.spillway.samples.ledger.ResponseTimes;
import dev.spillway.samples.ledger.RunResult;
import dev.spillway.samples.ledger.Sample;
import dev.spillway.samples.load.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class SpikeChartTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Window SPIKE = new Window("spike", SECOND, 2 * SECOND);

    @TempDir
    Path folder;

    @Test
    void the_chart_has_a_dot_for_each_accepted_order_and_names_runs_units_and_the_deepest_queue() throws Exception {
        SpikeChart.of(run("direct"), run("<decoupled>"), "4 orders").write(folder.resolve("new"));

        Path file = folder.resolve("new/spike.svg");
        Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        assertThat(svg.getElementsByTagName("circle").getLength()).isEqualTo(2);
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("direct", "<decoupled>", "4 orders", "1,234", "10 ms", "seconds after the start of the run");
    }

    @Test
    void runs_in_which_nothing_was_accepted_can_be_drawn() throws Exception {
        RunResult nothing = new RunResult("nothing", SPIKE, 0, List.of(), List.of(), List.of());

        SpikeChart.of(nothing, nothing, "").write(folder);

        assertThat(Files.size(folder.resolve("spike.svg"))).isPositive();
    }

    @Test
    void a_linear_scale_has_round_ticks_that_reach_the_value() {
        assertThat(Scale.linear(1_819, 5).ticks()).containsExactly(0.0, 500.0, 1000.0, 1500.0, 2000.0);
        assertThat(Scale.linear(0, 5).share(0)).isZero();
    }

    @Test
    void a_logarithmic_scale_spans_powers_of_ten() {
        Scale scale = Scale.logarithmic(2, 300);

        assertThat(scale.ticks()).containsExactly(1.0, 10.0, 100.0, 1000.0);
        assertThat(scale.share(10)).isEqualTo(1 / 3.0);
        assertThat(scale.share(0.001)).isZero();
    }

    private static RunResult run(String name) {
        return new RunResult(
                name,
                SPIKE,
                2,
                List.of(
                        new Answer("a", SECOND, SECOND + 12_000_000, null),
                        new Answer("b", SECOND, SECOND + 1_000_000, Refusal.BACKLOG_FULL)),
                List.of(),
                List.of(
                        new Sample(0, "before", 0, 0, 0, 0, 0, ResponseTimes.of(LongStream.empty())),
                        new Sample(2 * SECOND, "spike", 2, 1, 1, 0, 1_234, ResponseTimes.of(LongStream.empty()))));
    }
}
