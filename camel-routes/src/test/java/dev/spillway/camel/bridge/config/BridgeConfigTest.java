/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BridgeConfigTest {

    private static final Map<String, Set<String>> TEMPLATES =
            Map.of("jms-to-sqs", Set.of("client", "connectionFactory", "jmsQueue", "sqsQueue", "deadLetterQueue"));

    private static final String WHOLE = """
            brokers:
              plant:
                class: Factory
                url: tcp://127.0.0.1:61616
                user: bridge
                password: ${env:PASSWORD}
            aws:
              region: eu-west-1
              endpoint: http://127.0.0.1:4566
            management:
              port: 9090
              sampleSeconds: 5
              browse: false
            mappings:
              - id: orders
                template: jms-to-sqs
                broker: plant
                jmsQueue: orders
                sqsQueue: orders.fifo
                deadLetterQueue: orders.dead
            """;

    @TempDir
    Path folder;

    @Test
    void a_file_says_what_the_bridge_does() throws Exception {
        BridgeConfig config = read(WHOLE);

        assertThat(config.brokers().get("plant").password()).isEqualTo("secret");
        assertThat(config.aws()).hasToString("http://127.0.0.1:4566, region eu-west-1");
        assertThat(config.management()).isEqualTo(new ManagementConfig("127.0.0.1", 9090, 5, false));
        assertThat(config.mappings()).singleElement().satisfies(mapping -> {
            assertThat(mapping.id()).isEqualTo("orders");
            assertThat(mapping.parameters())
                    .containsOnly(
                            Map.entry("jmsQueue", "orders"),
                            Map.entry("sqsQueue", "orders.fifo"),
                            Map.entry("deadLetterQueue", "orders.dead"));
        });
    }

    @Test
    void health_and_metrics_are_on_loopback_unless_told_otherwise() throws Exception {
        BridgeConfig config =
                read(WHOLE.replace("management:\n  port: 9090\n  sampleSeconds: 5\n  browse: false\n", ""));

        assertThat(config.management()).isEqualTo(new ManagementConfig("127.0.0.1", 8080, 15, true));
    }

    @Test
    void a_secret_may_be_in_a_file_and_its_line_break_is_none_of_it() throws Exception {
        Files.writeString(folder.resolve("password"), "from a file\n");

        BridgeConfig config = read(WHOLE.replace("${env:PASSWORD}", "${file:password}"));

        assertThat(config.brokers().get("plant").password()).isEqualTo("from a file");
        assertThat(config.brokers().get("plant")).hasToString("broker plant");
    }

    @Test
    void a_mapping_of_several_queues_names_each_in_turn() throws Exception {
        BridgeConfig config =
                read(WHOLE.replace("jmsQueue: orders", "queues: [orders, invoices]\n    jmsQueue: '{queue}'")
                        .replace("orders.fifo", "'{queue}.fifo'"));

        assertThat(config.mappings().get(0).parameters("invoices"))
                .containsEntry("jmsQueue", "invoices")
                .containsEntry("sqsQueue", "invoices.fifo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "brokers:                 | broker:                | unknown key broker; did you mean brokers?",
                "class: Factory           | clas: Factory          | unknown key brokers.plant.clas; did you mean class?",
                "class: Factory           | jndi: {name: x}        | brokers.plant.url belongs to a class",
                "class: Factory           | class:                 | brokers.plant.class is one value; this is none",
                "user: bridge             | user: bridge\\n    user: me | brokers.plant.user is there twice",
                "    user: bridge         | ''                     | brokers.plant has a password and no user",
                "${env:PASSWORD}          | ${env:OTHER}           | the environment variable OTHER is not set",
                "${env:PASSWORD}          | ${file:nowhere}        | nowhere can't be read",
                "${env:PASSWORD}          | ${vault:x}             | ${vault:x} is neither ${env:NAME} nor ${file:PATH}",
                "http://127.0.0.1:4566    | 127.0.0.1:4566         | aws.endpoint is no address such as http://127.0.0.1:4566",
                "region: eu-west-1        | accessKeyId: AK        | aws has one of accessKeyId and secretAccessKey",
                "region: eu-west-1        | region: ''             | aws.region is empty",
                "jmsQueue: orders         | jmsQueue: ''           | mappings.jmsQueue is empty",
                "port: 9090               | port: 99999            | management.port is 99999; it is a number from 0 to 65535",
                "browse: false            | browse: no             | management.browse is no; it is true or false",
                "template: jms-to-sqs     | template: jms-sqs      | mappings.template is jms-sqs; there are: jms-to-sqs",
                "broker: plant            | broker: plan           | mappings.broker is plan; there are: plant",
                "jmsQueue: orders         | jmsQueu: orders        | unknown key mappings.jmsQueu; did you mean jmsQueue?",
                "jmsQueue: orders         | client: other          | unknown key mappings.client",
                "jmsQueue: orders         | queues: [a]\\n    jmsQueue: a | mappings.jmsQueue is the same for all queues",
                "  - id: orders           | orders:                | mappings is a list",
                "id: orders               | id: 'or ders'          | mappings.id has other characters than",
                "brokers:                 | libraries: nowhere\\nbrokers: | libraries is no folder",
                "brokers:                 | brokers: [             | no YAML",
            })
    void what_is_wrong_is_said_with_its_line(String part, String wrong, String message) {
        assertThat(WHOLE).contains(part);
        String text = WHOLE.replace(part, wrong.replace("\\n", "\n"));

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bridge.yaml:")
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret ");
    }

    @Test
    void two_mappings_of_one_id_are_refused() {
        String mapping = WHOLE.substring(WHOLE.indexOf("  - id"));

        assertThatThrownBy(() -> read(WHOLE + mapping))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bridge.yaml:21: the id orders is another mapping's");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> BridgeConfig.read(folder.resolve("none.yaml"), Map.of(), TEMPLATES))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("there is no file")
                .hasMessageContaining("none.yaml");
    }

    @Test
    void a_file_that_is_no_text_is_refused() throws Exception {
        Path file = Files.write(folder.resolve("bridge.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> BridgeConfig.read(file, Map.of(), TEMPLATES))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("bridge.yaml is no text in UTF-8");
    }

    private BridgeConfig read(String text) throws IOException {
        Path file = folder.resolve("bridge.yaml");
        Files.writeString(file, text);
        return BridgeConfig.read(file, Map.of("PASSWORD", "secret"), TEMPLATES);
    }
}
