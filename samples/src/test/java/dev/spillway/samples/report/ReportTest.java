/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.samples.ledger.Answer;
import dev.spillway.samples.ledger.Refusal;
import dev.spillway.samples.ledger.ResponseTimes;
import dev.spillway.samples.ledger.RunResult;
import dev.spillway.samples.ledger.Sample;
import dev.spillway.samples.ledger.Shipment;
import dev.spillway.samples.load.Window;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final long MILLI = 1_000_000L;
    private static final Window SPIKE = new Window("spike", 0, 2_000 * MILLI);

    private final RunResult direct = new RunResult(
            "direct",
            SPIKE,
            4,
            List.of(
                    new Answer("a", 0, 120 * MILLI, null),
                    new Answer("b", 0, 1 * MILLI, Refusal.BACKLOG_FULL),
                    new Answer("c", 0, 1 * MILLI, Refusal.BACKLOG_FULL),
                    new Answer("d", 0, 999 * MILLI, Refusal.TIMED_OUT)),
            List.of(new Shipment("a", 119 * MILLI), new Shipment("d", 2_500 * MILLI)),
            List.of());
    private final RunResult queued = new RunResult(
            "decoupled",
            SPIKE,
            4,
            List.of(
                    new Answer("a", 0, 2 * MILLI, null),
                    new Answer("b", 0, 3 * MILLI, null),
                    new Answer("c", 0, 4 * MILLI, null),
                    new Answer("d", 0, 5 * MILLI, null)),
            List.of(
                    new Shipment("a", 100 * MILLI),
                    new Shipment("b", 200 * MILLI),
                    new Shipment("c", 5_000 * MILLI),
                    new Shipment("d", 10_300 * MILLI)),
            List.of());

    @Test
    void the_table_has_a_line_for_each_figure_and_a_column_for_each_run() {
        assertThat(ResultTable.of(List.of(direct, queued)).lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .containsExactly(
                        " | direct | decoupled",
                        "-".repeat(74),
                        "orders offered | 4 | 4",
                        " | accepted | 1 | 4",
                        " | refused | 3 | 0",
                        " | shipping's backlog was full | 2 | 0",
                        " | shipping did not answer in time | 1 | 0",
                        "orders shipped | 2 | 4",
                        " | lost (accepted, never shipped) | 0 | 0",
                        " | duplicates (shipped more than once) | 0 | 0",
                        " | shipped though refused | 1 | 0",
                        "buyer's response time, median | 120 ms | 3.0 ms",
                        " | 99th percentile | 120 ms | 5.0 ms",
                        "deepest queue (waiting and in work) | 0 | 0",
                        "spike drained, after its end | 0.5 s | 8.3 s");
    }

    @Test
    void the_closing_sentence_holds_the_figures_of_the_spike() {
        assertThat(ClosingSentence.of(direct, queued).lines())
                .containsExactly(
                        "During the spike the direct buyer refused 3 of 4 orders and answered 99% of those it accepted within "
                                + "120 ms; orders shipped though refused: 1.",
                        "Through the queue the buyer refused none of 4 orders and answered 99% of those it accepted within "
                                + "5.0 ms.",
                        "None was lost, none shipped twice; the backlog was drained 8.3 s after the spike.");
    }

    @Test
    void the_closing_sentence_is_as_plain_when_the_queue_does_worse() {
        RunResult refusing = new RunResult(
                "decoupled", SPIKE, 1, List.of(new Answer("a", 0, 1, Refusal.SEND_FAILED)), List.of(), List.of());
        RunResult losing = new RunResult(
                "decoupled",
                SPIKE,
                2,
                List.of(new Answer("a", 0, MILLI, null), new Answer("b", 0, MILLI, null)),
                List.of(new Shipment("b", 1), new Shipment("b", 2)),
                List.of());

        assertThat(ClosingSentence.of(queued, refusing))
                .contains("the direct buyer refused none of 4 orders")
                .contains("Through the queue the buyer refused 1 of 1 orders and accepted none.")
                .endsWith("; the backlog was never drained.");
        assertThat(ClosingSentence.of(direct, losing)).contains("1 was lost, 1 shipped twice");
    }

    @Test
    void elsewhere_than_in_a_terminal_there_is_a_line_a_second_and_a_last_one() {
        assertThat(shown(false).lines())
                .containsExactly(
                        "  0.0 s before        1        1       0       0      1    2.0 ms    2.0 ms",
                        "  1.0 s spike         1        1       0       0      1    2.0 ms    2.0 ms",
                        "  1.1 s spike         1        1       0       0      1    2.0 ms    2.0 ms");
    }

    @Test
    void in_a_terminal_the_line_is_redrawn_and_each_phase_leaves_its_last() {
        String shown = shown(true);

        assertThat(shown).startsWith("\r\u001B[2K").contains("before").endsWith("2.0 ms" + System.lineSeparator());
        assertThat(shown.split(System.lineSeparator())).hasSize(2);
    }

    private static String shown(boolean terminal) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LiveView view = new LiveView(new PrintStream(out, true, StandardCharsets.UTF_8), terminal);
        for (long millis : List.of(0L, 50L, 550L, 1_000L, 1_100L)) {
            view.accept(new Sample(
                    millis * MILLI,
                    millis < 1_000 ? "before" : "spike",
                    1,
                    1,
                    0,
                    0,
                    1,
                    ResponseTimes.of(LongStream.of(2 * MILLI))));
        }
        view.end();
        return out.toString(StandardCharsets.UTF_8);
    }
}
