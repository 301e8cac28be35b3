/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.samples.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import dev.spillway.jms.SpillwayConnectionFactory;
import dev.spillway.samples.ArtemisBroker;
import dev.spillway.samples.ledger.RoundTripResult;
import dev.spillway.samples.load.ArrivalSchedule;
import dev.spillway.samples.load.Phase;
import dev.spillway.samples.order.OrderFile;
import dev.spillway.samples.process.Processes;
import dev.spillway.samples.story.StoryFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The story in small: a stock broker and an endpoint in this process, and the bridge in one of its own, killed once. */
@Timeout(240)
class BridgeRunTest {

    private static final BridgeScenario SCENARIO = new BridgeScenario(
            new ArrivalSchedule(List.of(new Phase("orders", 40, Duration.ofSeconds(1)))),
            1,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            2,
            Duration.ofMillis(50),
            Duration.ofSeconds(100),
            Duration.ofMillis(100));

    @TempDir
    Path folder;

    @Test
    void through_a_kill_every_order_is_shipped_once_in_order_and_confirmed() throws Exception {
        SpillwayConfig config = new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account());
        try (ArtemisBroker broker = new ArtemisBroker(folder.resolve("artemis"));
                SpillwayBroker endpoint = SpillwayBroker.start(folder.resolve("spillway"), config, null);
                SpillwayConnectionFactory sqs = SpillwayEndpoint.connectionFactory(endpoint.endpoint());
                Processes processes = Processes.in(folder)) {
            SpillwayEndpoint.createQueues(endpoint.endpoint());
            BridgeProcess bridge = new BridgeProcess(processes, broker.url(), endpoint.endpoint());

            RoundTripResult run = new BridgeRun(
                            SCENARIO, OrderFile.read(Path.of("orders.csv")).take(40), sample -> {})
                    .run(broker.connectionFactory(), sqs, bridge);

            assertThat(run.placements()).hasSize(40);
            assertThat(run.missingOrders()).isZero();
            assertThat(run.duplicateOrders()).isZero();
            assertThat(run.outOfOrder()).isZero();
            assertThat(run.missingReplies()).isZero();
            assertThat(run.deadLettered()).isZero();
            assertThat(run.outages()).hasSize(1);
        }
    }

    @Test
    void without_the_distribution_the_reader_is_told_how_to_get_it() throws Exception {
        try (Processes processes = Processes.in(folder)) {
            assertThatThrownBy(() -> StockArtemis.start(processes, folder.resolve("artemis")))
                    .isInstanceOf(StoryFailedException.class)
                    .hasMessageContaining("-Dstory=bridge");
        }
    }
}
