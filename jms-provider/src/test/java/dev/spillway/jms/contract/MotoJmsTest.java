/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The contract on moto, another independent server of the SQS API, which has to be installed ({@code moto_server}). It
 * isn't run unless it is asked for: {@code -Dspillway.moto=true}. What can't hold there is skipped, with the reason; the
 * list is that of moto 5.2.1.
 */
@EnabledIfSystemProperty(named = "spillway.moto", matches = "true", disabledReason = "run it by -Dspillway.moto=true")
@ExtendWith(MotoJmsTest.Possible.class)
class MotoJmsTest extends JmsContract {

    private static final String LOCKED =
            "moto leaves a message group locked when its messages were deleted or made visible";

    private static final Map<String, String> IMPOSSIBLE = Map.ofEntries(
            Map.entry("messages_tell_their_sequence_numbers", "moto's sequence numbers are random"),
            Map.entry("messages_of_a_group_come_in_the_order_of_their_sends", LOCKED),
            Map.entry("messages_without_a_group_keep_the_order_of_their_session", LOCKED),
            Map.entry("a_transaction_sends_in_order", LOCKED),
            Map.entry("a_rollback_gives_back_the_rest_of_the_group_too", LOCKED),
            Map.entry("a_recovered_session_gets_the_group_in_order_again", LOCKED),
            Map.entry("what_was_left_by_a_selector_comes_to_others_in_order", LOCKED),
            Map.entry("what_a_connection_does_not_select_holds_up_its_group_until_another_has_taken_it", LOCKED),
            Map.entry("listeners_that_select_differently_handle_a_group_in_order", LOCKED),
            Map.entry("the_sessions_of_a_pool_handle_a_group_in_order_and_one_at_a_time", LOCKED));

    /** Skips what moto can't do. */
    static final class Possible implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getTestMethod()
                    .map(method -> IMPOSSIBLE.get(method.getName()))
                    .map(ConditionEvaluationResult::disabled)
                    .orElseGet(() -> ConditionEvaluationResult.enabled("moto can do it"));
        }
    }

    private static Process server;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        assertThat(Arrays.stream(JmsContract.class.getMethods()).map(Method::getName))
                .as("tests of the contract")
                .containsAll(IMPOSSIBLE.keySet());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try {
            server = new ProcessBuilder(List.of("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port)))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            Assumptions.abort("moto_server is not installed: " + e.getMessage());
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(MotoJmsTest::listens);
    }

    private static boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (server != null) {
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Override
    String uri() {
        return "spillway:http://127.0.0.1:" + port + "?region=us-east-1";
    }
}
