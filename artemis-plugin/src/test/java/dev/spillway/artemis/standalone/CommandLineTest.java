/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spillway.artemis.SpillwayConfig;
import dev.spillway.artemis.aws.Account;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {

    @TempDir
    Path folder;

    @Test
    void without_options_the_broker_has_its_defaults() {
        assertThat(options())
                .isEqualTo(
                        new BrokerOptions(Path.of("spillway-data").toAbsolutePath(), SpillwayConfig.DEFAULT, 61_616));
    }

    @Test
    void each_option_is_read() {
        BrokerOptions options = options(
                "--port",
                "0",
                "--bind",
                "127.0.0.2",
                "--data",
                "/x/y",
                "--region=eu-west-1",
                "--account",
                "123456789012",
                "--credentials",
                "/x/keys",
                "--public-url",
                "https://queues.example.com/",
                "--jms-port=0");

        assertThat(options)
                .isEqualTo(new BrokerOptions(
                        Path.of("/x/y").toAbsolutePath(),
                        new SpillwayConfig(
                                "127.0.0.2",
                                0,
                                new Account("eu-west-1", "123456789012"),
                                Path.of("/x/keys"),
                                URI.create("https://queues.example.com")),
                        null));
    }

    @Test
    void the_configuration_file_has_the_same_options_and_the_command_line_wins() throws Exception {
        String file = file("port = 1\njms-port = 2\nregion = eu-west-1\n# a comment\n");

        BrokerOptions options = options("--port", "3", "--config", file);

        assertThat(options.config().port()).isEqualTo(3);
        assertThat(options.jmsPort()).isEqualTo(2);
        assertThat(options.config().account().region()).isEqualTo("eu-west-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --prot 1           | unknown option '--prot': did you mean '--port'? Known are --port, --bind, --credentials, --public-url, --jms-port, --data, --region, --account, --config, --help
            --jmsport 1        | unknown option '--jmsport': did you mean '--jms-port'?
            --                 | unknown option '--':
            -port 1            | '-port' is not an option; options are like --port 4566
            4566               | '4566' is not an option; options are like --port 4566
            --port             | --port has no value; see --help
            --port=            | port is empty; it is, for example, 4566
            --port x           | port 'x' is not a TCP port, a number from 0 to 65535
            --port 65536       | port '65536' is not a TCP port, a number from 0 to 65535
            --jms-port -1      | jms-port '-1' is not a TCP port, a number from 0 to 65535
            --region Europe    | region 'Europe' is not the name of an AWS region, such as us-east-1
            --account 1        | account '1' is not twelve digits, such as 000000000000
            --credentials=     | credentials is empty: give the path of a file
            --public-url=      | public-url is empty
            --public-url x     | public URL 'x' has to be a scheme and a host, perhaps a port, and no path, such as https://queues.example.com
            --public-url http://x/y | public URL 'http://x/y' has to be a scheme and a host
            --public-url http://a@x | public URL 'http://a@x' has to be a scheme and a host
            --public-url ftp://x | public URL 'ftp://x' has to be a scheme and a host
            --config none      | there is no configuration file 'none'
            --config /         | the configuration file '/' can't be read:
            """)
    void a_mistake_is_told_with_what_is_right(String arguments, String message) {
        assertThatThrownBy(() -> options(arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void an_unknown_key_in_the_configuration_file_is_refused_by_the_nearest_known_one() throws IOException {
        String file = file("acount = 123456789012\n");

        assertThatThrownBy(() -> options("--config", file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown configuration key 'acount': did you mean 'account'?"
                        + " Known are port, bind, credentials, public-url, jms-port, data, region, account");
    }

    @Test
    void a_malformed_configuration_file_is_refused() throws IOException {
        String file = file("data = \\u00\n");

        assertThatThrownBy(() -> options("--config", file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the configuration file '" + file + "' is malformed:");
    }

    @Test
    void the_usage_names_every_option_and_its_default() {
        for (Option option : Option.values()) {
            assertThat(CommandLine.usage())
                    .contains("--" + option.key + " ")
                    .contains(option.otherwise == null ? "" : "(default " + option.otherwise + ")");
        }
    }

    private static BrokerOptions options(String... arguments) {
        return CommandLine.of(List.of(arguments)).options();
    }

    private String file(String content) throws IOException {
        return Files.writeString(folder.resolve("broker.properties"), content).toString();
    }
}
