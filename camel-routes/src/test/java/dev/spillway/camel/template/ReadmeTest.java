/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.camel.TestBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** The routes in the README run as they stand there. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class ReadmeTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(- .*?)```", Pattern.DOTALL);

    @TempDir
    static Path data;

    private static TestBroker broker;

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void each_route_of_the_readme_moves_a_message_from_orders_to_orders_fifo() throws Exception {
        String url = broker.createFifoQueue("orders.fifo", Map.of());
        List<String> routes = YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(routes).hasSize(3);
        for (String route : routes) {
            try (DefaultCamelContext camel = new DefaultCamelContext()) {
                camel.getRegistry().bind("broker", broker.factory());
                camel.getRegistry().bind("sqs", broker.sqs());
                load(
                        camel,
                        ResourceHelper.resolveMandatoryResource(
                                camel, "classpath:dev/spillway/camel/templates/jms-to-sqs.camel.yaml"));
                load(camel, ResourceHelper.fromString("readme.camel.yaml", route));
                camel.start();

                broker.sendToJms("orders", context -> List.of(context.createTextMessage(route)));

                assertThat(broker.receiveFromSqs(url, 1))
                        .extracting(message -> message.body())
                        .containsExactly(route);
            }
        }
    }

    private static void load(DefaultCamelContext camel, Resource routes) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(routes);
    }
}
