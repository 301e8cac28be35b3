/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.sqs.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** Which client a queue of another region gets. */
class RegionalClientsTest {

    private final List<String> closed = new ArrayList<>();
    private final ClientSource amazon = region -> {
        OpenClient client = ClientSource.aws(region == null ? "eu-west-1" : region, new AccessKey("id", "secret"))
                .open(null);
        return new OpenClient(client.client(), client.service(), () -> {
            closed.add(region(client.client()));
            client.close().run();
        });
    };

    private static String region(SqsAsyncClient client) {
        return client.serviceClientConfiguration().region().id();
    }

    @Test
    void each_region_has_one_client_of_the_factorys_settings() throws JMSException {
        RegionalClients clients = new RegionalClients(amazon);

        assertThat(region(clients.of(null))).isEqualTo("eu-west-1");
        assertThat(clients.of("eu-west-1")).isSameAs(clients.of(null));
        assertThat(region(clients.of("us-east-2"))).isEqualTo("us-east-2");
        assertThat(clients.of("us-east-2")).isSameAs(clients.of("us-east-2"));

        clients.close();
        assertThat(closed).containsExactlyInAnyOrder("eu-west-1", "us-east-2");
    }

    @Test
    void a_region_that_aws_does_not_have_is_refused() throws JMSException {
        try (RegionalClients clients = new RegionalClients(amazon)) {
            assertThatThrownBy(() -> clients.of("eu-nowhere-9"))
                    .isInstanceOf(InvalidDestinationException.class)
                    .hasMessageContaining("eu-nowhere-9");
        }
    }

    @Test
    void another_server_may_call_its_region_what_it_likes() throws JMSException {
        ClientSource other = ClientSource.endpoint(URI.create("http://127.0.0.1:9"), "us-east-1", null);

        try (RegionalClients clients = new RegionalClients(other)) {
            assertThat(clients.of("elasticmq")).isSameAs(clients.of(null));
        }
    }

    @Test
    void a_factory_that_was_given_its_client_can_not_leave_its_region() throws JMSException {
        SqsAsyncClient client = amazon.open(null).client();

        try (client;
                RegionalClients clients = new RegionalClients(ClientSource.given(client))) {
            assertThatThrownBy(() -> clients.of("us-east-2"))
                    .isInstanceOf(InvalidDestinationException.class)
                    .hasMessageContaining("us-east-2");
        }
    }
}
