/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.benchmarks.requests.RequestCount;
import dev.spillway.benchmarks.requests.Requests;
import dev.spillway.benchmarks.server.ServerProcess;
import dev.spillway.benchmarks.server.SpillwayServer;
import jakarta.jms.Connection;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The benchmark of JMS works; how fast anything is, is not tested. */
class JmsFlowTest {

    @Test
    void messages_flow_and_their_requests_are_counted() throws Exception {
        try (ServerProcess server = ServerProcess.start(SpillwayServer.class)) {
            URI endpoint = URI.create(server.address().split(" ", -1)[0]);
            try (SqsAsyncClient admin =
                    new RequestCount().at(endpoint, SqsAsyncClient.builder()).build()) {
                admin.createQueue(request -> request.queueName("flow")).join();
            }
            Library.Open open = Library.SPILLWAY.open(endpoint, null);
            Load load = new Load(Load.Sending.SYNC, Load.Receiving.CLIENT, 2, 2, false, false);

            try (Connection connection = open.factory().createConnection()) {
                Row row = new Flow(load, connection, "flow").run(Duration.ofMillis(500), open.count()::requests);

                assertThat(row.messagesPerSecond()).isPositive();
                assertThat(row.requests().total()).isBetween(0.2, 10.0);
                assertThat(row.p99Millis()).isGreaterThanOrEqualTo(row.p50Millis());
            }
            open.resources().close();
        }
    }

    @Test
    void a_row_is_the_same_when_it_is_read_from_its_line() {
        Row row = new Row("1 x send -> -", 10.5, 2, new Requests(1, 0.2, 0.3, 0.4), 1, Double.NaN);

        assertThat(Row.is(row.toLine())).isTrue();
        assertThat(Row.of(row.toLine())).isEqualTo(row);
        assertThat(Load.all()).extracting(Load::title).doesNotHaveDuplicates();
    }
}
