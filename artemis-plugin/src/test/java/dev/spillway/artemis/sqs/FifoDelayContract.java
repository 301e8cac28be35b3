/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DELAY_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.VISIBILITY_TIMEOUT;

import org.junit.jupiter.api.Test;

/** FIFO queues with a delay: it is the queue's alone, and holds for what is there. */
abstract class FifoDelayContract extends OnFifoQueues {

    FifoDelayContract(Backend backend) {
        super(backend);
    }

    @Test
    void messages_come_in_order_once_the_delay_of_their_queue_is_over() {
        String url = fifo(of(DELAY_SECONDS, "4"));
        send(url, "g", "1", "2");

        assertThat(poll(url)).isEmpty();
        assertThat(bodies(poll(url, request -> request.waitTimeSeconds(20)))).startsWith("1");
    }

    @Test
    void messages_that_are_delayed_are_counted_as_such() {
        String url = fifo(of(DELAY_SECONDS, "900"));
        send(url, "g", "1", "2");

        assertThat(attributes(url, APPROXIMATE_NUMBER_OF_MESSAGES, APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .isEqualTo(of(
                        APPROXIMATE_NUMBER_OF_MESSAGES, "0",
                        APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED, "2"));
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "a change holds for later messages only")
    void a_change_of_the_delay_holds_for_the_messages_that_are_there() {
        String url = fifo(of(DELAY_SECONDS, "900"));
        send(url, "g", "1");
        var waiting = client.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20));

        done(client.setQueueAttributes(request -> request.queueUrl(url).attributes(of(DELAY_SECONDS, "0"))));

        assertThat(bodies(done(waiting).messages())).containsExactly("1");
    }

    @Test
    void a_change_of_another_attribute_leaves_the_delay() {
        String url = fifo(of(DELAY_SECONDS, "900"));

        done(client.setQueueAttributes(request -> request.queueUrl(url).attributes(of(VISIBILITY_TIMEOUT, "60"))));

        send(url, "g", "1");
        assertThat(poll(url)).isEmpty();
    }

    @Test
    void a_delay_can_be_set_later() {
        String url = fifo();

        done(client.setQueueAttributes(request -> request.queueUrl(url).attributes(of(DELAY_SECONDS, "900"))));

        send(url, "g", "1");
        assertThat(poll(url)).isEmpty();
    }
}
