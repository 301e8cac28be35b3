/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.camel.Specimen.Content;
import dev.spillway.camel.Specimen.Headers;
import dev.spillway.camel.Specimen.Hex;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Whatever an application sends comes through both templates, to SQS and back to a broker, as it was. */
class ThereAndBackTest {

    private static final Arbitrary<String> TEXTS = Arbitraries.oneOf(
            Arbitraries.strings().all().ofMaxLength(12),
            Arbitraries.strings().ascii().ofMaxLength(12),
            Arbitraries.of("null", "%", "a=int:5", "AQID"));

    private static final Arbitrary<Hex> BYTES =
            Arbitraries.bytes().array(byte[].class).ofMaxSize(8).map(Hex::of);

    /** Identifiers of Java, which are no words of selectors. */
    private static final Arbitrary<String> NAMES = Combinators.combine(
                    Arbitraries.chars().range('a', 'e').with('_', '$', '\u00e9'),
                    Arbitraries.strings()
                            .withCharRange('a', 'e')
                            .withChars("_$X0")
                            .ofMaxLength(4))
            .as((first, rest) -> first + rest);

    private static Path data;
    private static TestBroker broker;
    private static DefaultCamelContext camel;

    @BeforeContainer
    static void start() throws Exception {
        data = Files.createTempDirectory("there-and-back");
        broker = new TestBroker(data);
        broker.createFifoQueue("cloud.fifo", Map.of());
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("broker", ConnectionFactory.class, broker.factory());
        camel.getRegistry().bind("sqs", broker.sqs());
        route("jms-to-sqs", Map.of("jmsQueue", "there", "deadLetterQueue", "dead"));
        route("sqs-to-jms", Map.of("jmsQueue", "back", "waitTimeSeconds", "1"));
        camel.start();
    }

    private static void route(String template, Map<String, Object> parameters) throws Exception {
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(
                        camel, "classpath:dev/spillway/camel/templates/" + template + ".camel.yaml"));
        TemplatedRouteBuilder.builder(camel, template)
                .parameter("connectionFactory", "#broker")
                .parameter("client", "#sqs")
                .parameter("sqsQueue", "cloud.fifo")
                .parameters(new HashMap<>(parameters))
                .add();
    }

    @AfterContainer
    static void stop() throws IOException {
        camel.stop();
        broker.close();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The same messages each time: a build is no place to find new ones. */
    @Property(tries = 10, seed = "20")
    void every_body_header_and_property_comes_back_as_it_was(@ForAll("messages") List<Specimen> sent)
            throws JMSException {
        try (JMSContext context = broker.factory().createContext()) {
            for (Specimen specimen : sent) {
                specimen.send(context, "there");
            }
        }

        List<Specimen> arrived = new ArrayList<>();
        for (Message message : broker.receiveFromJms(Message.class, "back", sent.size())) {
            arrived.add(Specimen.of(message));
        }

        assertThat(arrived).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(broker.depthOfJms("dead")).isZero();
    }

    @Provide
    Arbitrary<List<Specimen>> messages() {
        return Combinators.combine(
                        bodies(), Arbitraries.maps(NAMES, properties()).ofMaxSize(14), headers())
                .as(Specimen::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25);
    }

    private static Arbitrary<Object> bodies() {
        return Arbitraries.oneOf(
                Arbitraries.just(null),
                TEXTS.asGeneric(),
                BYTES.asGeneric(),
                Arbitraries.<Serializable>oneOf(TEXTS, Arbitraries.integers(), Arbitraries.doubles())
                        .map(Content::new)
                        .asGeneric(),
                Arbitraries.maps(TEXTS.filter(name -> !name.isEmpty()), values())
                        .ofMaxSize(6)
                        .asGeneric(),
                values().list().ofMaxSize(6).asGeneric());
    }

    /** Of maps and streams. */
    private static Arbitrary<Object> values() {
        return Arbitraries.oneOf(properties(), Arbitraries.chars().all().asGeneric(), BYTES.asGeneric());
    }

    private static Arbitrary<Object> properties() {
        return Arbitraries.oneOf(
                Arbitraries.of(true, false).asGeneric(),
                Arbitraries.bytes().asGeneric(),
                Arbitraries.shorts().asGeneric(),
                Arbitraries.integers().asGeneric(),
                Arbitraries.longs().asGeneric(),
                Arbitraries.floats().asGeneric(),
                Arbitraries.doubles().asGeneric(),
                Arbitraries.of(Float.NaN, Double.NEGATIVE_INFINITY, -0.0).asGeneric(),
                TEXTS.asGeneric());
    }

    /** A request without a correlation id would get one on the way: a message with a reply destination has one here. */
    private static Arbitrary<Headers> headers() {
        return Combinators.combine(
                        Arbitraries.of("alice", "bob", "carol"),
                        TEXTS.filter(text -> !text.isEmpty()).injectNull(0.3),
                        TEXTS.injectNull(0.3),
                        Arbitraries.of("replies", "other.replies").injectNull(0.5),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(true, false),
                        Arbitraries.of(0, 1, 5))
                .as((group, correlationId, type, replyTo, priority, persistent, hours) -> new Headers(
                        group,
                        correlationId,
                        type,
                        correlationId == null ? null : replyTo,
                        priority,
                        persistent,
                        hours));
    }
}
