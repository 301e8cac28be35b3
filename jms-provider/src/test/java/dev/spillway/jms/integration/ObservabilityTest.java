/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.LoopbackBroker;
import dev.spillway.jms.SpillwayConnectionFactory;
import dev.spillway.jms.metrics.MicrometerMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.jakarta9.instrument.jms.JmsInstrumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import jakarta.jms.Connection;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** What tells operators of an application's messages: metrics, observations, traces. */
class ObservabilityTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @RegisterExtension
    static final LoopbackBroker BROKER = new LoopbackBroker();

    private static SpillwayConnectionFactory factory() {
        SpillwayConnectionFactory factory = new SpillwayConnectionFactory(BROKER.sqs());
        factory.setCreateDestinations(true);
        return factory;
    }

    @Test
    void requests_batches_redeliveries_and_what_is_held_are_metered() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (SpillwayConnectionFactory factory = factory()) {
            factory.setMetrics(new MicrometerMetrics(registry));
            try (Connection connection = factory.createConnection()) {
                connection.start();
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                Queue queue = session.createQueue("metered");
                MessageProducer producer = session.createProducer(queue);
                for (int i = 0; i < 12; i++) {
                    producer.send(session.createTextMessage("m" + i));
                }
                session.commit();
                var consumer = session.createConsumer(queue);
                assertThat(consumer.receive(10_000)).isNotNull();
                assertThat(registry.get("spillway.jms.in.flight")
                                .tag("queue", "metered")
                                .gauge()
                                .value())
                        .isPositive();
                session.rollback();
                assertThat(consumer.receive(10_000)).isNotNull();
                session.commit();
            }
        }

        assertThat(registry.get("spillway.jms.batch.size")
                        .tag("operation", "SendMessageBatch")
                        .summary()
                        .totalAmount())
                .isEqualTo(12);
        assertThat(registry.get("spillway.jms.requests")
                        .tags("operation", "SendMessageBatch", "outcome", "success")
                        .timer()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("spillway.jms.requests")
                        .tag("operation", "DeleteMessageBatch")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("spillway.jms.redeliveries").counter().count()).isPositive();
        assertThat(registry.find("spillway.jms.in.flight").gauge()).isNull();
        assertThat(registry.find("spillway.jms.prefetched").gauge()).isNull();
    }

    @Test
    void temporary_queues_share_their_gauges_which_go_with_the_last_of_them() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (SpillwayConnectionFactory factory = factory()) {
            factory.setMetrics(new MicrometerMetrics(registry));
            try (var context = factory.createContext()) {
                TemporaryQueue first = context.createTemporaryQueue();
                TemporaryQueue second = context.createTemporaryQueue();
                for (TemporaryQueue each : List.of(first, second)) {
                    try (var consumer = context.createConsumer(each)) {
                        assertThat(consumer.receiveNoWait()).isNull();
                    }
                }
                assertThat(registry.get("spillway.jms.prefetched").gauges()).hasSize(1);

                first.delete();
                second.delete();

                await().until(() -> registry.find("spillway.jms.prefetched").gauge() == null);
            }
        }
    }

    @Test
    void a_request_that_fails_is_an_error() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (SpillwayConnectionFactory factory = SpillwayConnectionFactory.builder()
                        .client(BROKER.sqs())
                        .metrics(new MicrometerMetrics(registry))
                        .build();
                var context = factory.createContext()) {
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> context.createConsumer(context.createQueue("missing")))
                    .isInstanceOf(jakarta.jms.InvalidDestinationRuntimeException.class);
        }

        assertThat(registry.get("spillway.jms.requests")
                        .tags("operation", "GetQueueUrl", "outcome", "error")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void trace_context_is_an_attribute_under_its_own_name_however_many_properties_there_are() throws Exception {
        try (SpillwayConnectionFactory factory = factory();
                var context = factory.createContext()) {
            Queue queue = context.createQueue("traced");
            Message message = context.createTextMessage("order");
            for (int i = 0; i < 20; i++) {
                message.setIntProperty("a" + i, i);
            }
            message.setJMSCorrelationID("c-1");
            message.setJMSType("Order");
            message.setStringProperty("traceparent", TRACE);
            message.setStringProperty("tracestate", "vendor=1");
            context.createProducer().send(queue, message);
        }

        SqsAsyncClient sqs = BROKER.sqs();
        String url =
                sqs.getQueueUrl(request -> request.queueName("traced")).join().queueUrl();
        var received = sqs.receiveMessage(
                        request -> request.queueUrl(url).waitTimeSeconds(10).messageAttributeNames("All"))
                .join()
                .messages()
                .get(0);

        assertThat(received.messageAttributes()).hasSizeLessThanOrEqualTo(10);
        assertThat(received.messageAttributes().get("traceparent").stringValue())
                .isEqualTo(TRACE);
        assertThat(received.messageAttributes().get("tracestate").stringValue()).isEqualTo("vendor=1");
    }

    /** What a tracer does: starts a span with each send, and writes its context into the message. */
    private static final class Tracing implements ObservationHandler<SenderContext<Object>> {

        @Override
        public void onStart(SenderContext<Object> context) {
            context.getSetter().set(context.getCarrier(), "traceparent", TRACE);
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof SenderContext;
        }
    }

    private record Naming(List<String> names) implements ObservationHandler<Observation.Context> {

        @Override
        public void onStop(Observation.Context context) {
            names.add(context.getName());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }

    @Test
    void micrometers_instrumentation_observes_sends_and_listeners_and_its_context_travels() throws Exception {
        ObservationRegistry observations = ObservationRegistry.create();
        List<String> names = new CopyOnWriteArrayList<>();
        observations.observationConfig().observationHandler(new Tracing()).observationHandler(new Naming(names));
        List<String> traces = new CopyOnWriteArrayList<>();

        try (SpillwayConnectionFactory factory = factory();
                Connection connection = factory.createConnection()) {
            connection.start();
            Session session = JmsInstrumentation.instrumentSession(connection.createSession(), observations);
            Queue queue = session.createQueue("observed");
            session.createConsumer(queue).setMessageListener(message -> {
                try {
                    traces.add(message.getStringProperty("traceparent"));
                } catch (jakarta.jms.JMSException e) {
                    traces.add(e.toString());
                }
            });
            Session sending = JmsInstrumentation.instrumentSession(connection.createSession(), observations);
            sending.createProducer(queue).send(sending.createTextMessage("order"));

            await().until(() -> names.contains("jms.message.process"));
        }

        assertThat(traces).containsExactly(TRACE);
        assertThat(names).contains("jms.message.publish", "jms.message.process");
    }
}
