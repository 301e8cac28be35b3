/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.camel.TestBroker;
import dev.spillway.camel.batch.Batch;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The route templates and the Kamelets, as they are on the class path, in applications of Camel Main and Spring Boot. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class TemplatesTest {

    private static final String TEMPLATES = "classpath:dev/spillway/camel/templates/*.camel.yaml";
    private static final String ROUTES = "classpath:dev/spillway/camel/application/";

    @TempDir
    static Path data;

    private static TestBroker broker;

    private final String there = TestBroker.newName("there");
    private final String between = there + ".fifo";
    private final String back = there + ".back";

    @BeforeAll
    static void start() {
        broker = new TestBroker(data);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"templates", "kamelets"})
    void a_message_goes_there_and_back_and_a_request_is_answered_in_an_application_of_camel_main(String routes)
            throws Exception {
        createQueues();
        Main main = new Main();
        main.bind("broker", broker.factory());
        main.bind("sqs", broker.sqs());
        names().forEach((name, value) -> main.addInitialProperty(name, String.valueOf(value)));
        main.configure().withRoutesIncludePattern(TEMPLATES + "," + ROUTES + routes + ".camel.yaml");
        main.start();
        try {
            goesThereAndBack();
            isAnswered();
        } finally {
            main.stop();
        }
    }

    @SpringBootApplication
    static class Application {}

    @ParameterizedTest
    @ValueSource(strings = {"templates", "kamelets"})
    void a_message_goes_there_and_back_and_a_request_is_answered_in_an_application_of_spring_boot(String routes)
            throws Exception {
        createQueues();
        SpringApplication application = new SpringApplication(Application.class);
        application.setDefaultProperties(names());
        application.addInitializers((ApplicationContextInitializer<GenericApplicationContext>) context -> {
            context.registerBean(
                    "broker", ConnectionFactory.class, broker::factory, bean -> bean.setDestroyMethodName(""));
            context.registerBean("sqs", SqsAsyncClient.class, broker::sqs, bean -> bean.setDestroyMethodName(""));
        });
        try (var running = application.run(
                "--spring.main.banner-mode=off",
                "--spring.main.web-application-type=none",
                "--camel.main.routes-include-pattern=" + TEMPLATES + "," + ROUTES + routes + ".camel.yaml")) {
            assertThat(running.isRunning()).isTrue();
            goesThereAndBack();
            isAnswered();
        }
    }

    @Test
    void a_kamelet_passes_its_batches_on_once_they_are_settled() throws Exception {
        broker.createFifoQueue(between, Map.of());
        try (DefaultCamelContext camel = context()) {
            List<String> states = new CopyOnWriteArrayList<>();
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    fromF(
                                    "kamelet:jms-to-sqs?connectionFactory=#broker&client=#sqs&jmsQueue=%s&deadLetterQueue=%s.dead&sqsQueue=%s",
                                    there, there, between)
                            .process(exchange -> exchange.getIn()
                                    .getBody(Batch.class)
                                    .messages()
                                    .forEach(message ->
                                            states.add(message.state().name())));
                }
            });
            camel.start();
            broker.sendToJms(there, context -> List.of(context.createTextMessage("An order")));

            await().atMost(TestBroker.SOON).until(() -> states.equals(List.of("ACCEPTED")));
        }
    }

    @Test
    void a_parameter_that_is_missing_is_named() throws Exception {
        try (DefaultCamelContext camel = context()) {
            load(camel, "dev/spillway/camel/templates/jms-to-sqs.camel.yaml");

            assertThatThrownBy(() -> TemplatedRouteBuilder.builder(camel, "jms-to-sqs")
                            .parameter("connectionFactory", "#broker")
                            .parameter("jmsQueue", there)
                            .parameter("client", "#sqs")
                            .parameter("sqsQueue", between)
                            .add())
                    .hasMessageContaining("deadLetterQueue");
        }
    }

    @Test
    void a_value_that_is_out_of_range_is_refused_with_the_range() throws Exception {
        try (DefaultCamelContext camel = context()) {
            load(camel, "dev/spillway/camel/templates/jms-to-sqs.camel.yaml");
            camel.start();

            assertThatThrownBy(() -> TemplatedRouteBuilder.builder(camel, "jms-to-sqs")
                            .parameter("connectionFactory", "#broker")
                            .parameter("jmsQueue", there)
                            .parameter("deadLetterQueue", there + ".dead")
                            .parameter("client", "#sqs")
                            .parameter("sqsQueue", between)
                            .parameter("concurrentConsumers", "0")
                            .add())
                    .hasStackTraceContaining("concurrentConsumers is 0; it is 1 to 1000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jms-to-sqs", "sqs-to-jms", "jms-request-sqs-reply"})
    void a_kamelet_has_the_parameters_of_its_template(String name) throws Exception {
        assertThat(parameters("kamelets/" + name + ".kamelet.yaml", name))
                .isNotEmpty()
                .isEqualTo(parameters("dev/spillway/camel/templates/" + name + ".camel.yaml", name));
    }

    private static List<String> parameters(String resource, String template) throws Exception {
        try (DefaultCamelContext camel = context()) {
            load(camel, resource);
            RouteTemplateDefinition definition = ((ModelCamelContext) camel).getRouteTemplateDefinition(template);
            return definition.getTemplateParameters().stream()
                    .map(TemplatesTest::describe)
                    .sorted()
                    .toList();
        }
    }

    private static String describe(RouteTemplateParameterDefinition parameter) {
        boolean needed = parameter.isRequired() && parameter.getDefaultValue() == null;
        return parameter.getName() + " = " + parameter.getDefaultValue() + (needed ? ", required" : "");
    }

    private static DefaultCamelContext context() {
        DefaultCamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("broker", broker.factory());
        camel.getRegistry().bind("sqs", broker.sqs());
        return camel;
    }

    private static void load(CamelContext camel, String resource) throws Exception {
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(camel, "classpath:" + resource));
    }

    private Map<String, Object> names() {
        return Map.of("there", there, "between", between, "back", back);
    }

    private void createQueues() {
        broker.createFifoQueue(between, Map.of());
        for (String queue : List.of("-ask", "-replies", "-dead")) {
            broker.sqs()
                    .createQueue(request -> request.queueName(there + queue))
                    .join();
        }
    }

    private void isAnswered() throws Exception {
        try (JMSContext requester = broker.factory().createContext()) {
            TemporaryQueue replies = requester.createTemporaryQueue();
            TextMessage request = requester.createTextMessage("How many?");
            request.setJMSReplyTo(replies);
            requester.createProducer().send(requester.createQueue(there + ".ask"), request);
            var received =
                    broker.receiveFromSqs(broker.urlOfSqs(there + "-ask"), 1).get(0);
            broker.sqs()
                    .sendMessage(reply -> reply.queueUrl(broker.urlOfSqs(there + "-replies"))
                            .messageBody("Seven")
                            .messageAttributes(received.messageAttributes()))
                    .join();

            assertThat(requester
                            .createConsumer(replies)
                            .receive(TestBroker.SOON.toMillis())
                            .getJMSCorrelationID())
                    .isEqualTo(request.getJMSMessageID());
        }
    }

    private void goesThereAndBack() throws Exception {
        broker.sendToJms(there, context -> {
            TextMessage message = context.createTextMessage("An order");
            message.setStringProperty("JMSXGroupID", "alice");
            message.setIntProperty("number", 7);
            return List.of(message);
        });

        TextMessage arrived = broker.receiveFromJms(TextMessage.class, back, 1).get(0);

        assertThat(arrived.getText()).isEqualTo("An order");
        assertThat(arrived.getStringProperty("JMSXGroupID")).isEqualTo("alice");
        assertThat(arrived.getObjectProperty("number")).isEqualTo(7);
    }
}
