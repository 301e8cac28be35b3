/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The contract on moto, another independent server of the SQS API, which has to be installed ({@code moto_server}). It
 * isn't run unless it is asked for: {@code -Dspillway.moto=true}. What of the contract doesn't hold there is moto's: it knows
 * no queues of other accounts, and answers some failures in HTML.
 */
@EnabledIfSystemProperty(named = "spillway.moto", matches = "true", disabledReason = "run it by -Dspillway.moto=true")
class MotoJmsTest extends JmsContract {

    private static Process server;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
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
