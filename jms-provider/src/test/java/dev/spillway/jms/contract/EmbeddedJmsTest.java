/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.contract;

import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.Connection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a broker in this process. A connection that stays open keeps the broker from starting for each test. */
class EmbeddedJmsTest extends JmsContract implements OrderContract {

    @TempDir
    static Path data;

    private static SpillwayConnectionFactory keeper;
    private static Connection kept;

    @BeforeAll
    static void start() throws Exception {
        keeper = new SpillwayConnectionFactory(embedded());
        kept = keeper.createConnection();
    }

    @AfterAll
    static void stop() throws Exception {
        kept.close();
        keeper.close();
    }

    private static String embedded() {
        return "spillway:embedded?data=" + URLEncoder.encode(data.toString(), StandardCharsets.UTF_8);
    }

    @Override
    String uri() {
        return embedded();
    }
}
