/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.camel.batch.BatchMessage;
import dev.spillway.mapping.Body;
import dev.spillway.mapping.Headers;
import dev.spillway.mapping.MappedMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageFormatException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeTest {

    @Test
    void it_is_full_with_as_many_messages_as_a_batch_has_at_most() throws JMSException {
        Intake intake = intake(3, new Body.Empty());
        intake.add(message());
        intake.add(message());
        assertThat(intake.isFull()).isFalse();

        intake.add(message());

        assertThat(intake.isFull()).isTrue();
        assertThat(intake.batch().messages()).hasSize(3);
    }

    static List<Body> twoMebibytes() {
        String text = "x".repeat(1 << 21);
        byte[] bytes = new byte[1 << 21];
        return List.of(
                new Body.Text(text),
                new Body.Bytes(bytes),
                new Body.Serialized(bytes),
                new Body.Map(Map.of("some", text.substring(7), "others", new byte[7], "number", 7)),
                new Body.Stream(List.of(text.substring(7), new byte[7], 7)));
    }

    @ParameterizedTest
    @MethodSource("twoMebibytes")
    void it_is_full_at_eight_million_characters_or_bytes_of_bodies(Body body) throws JMSException {
        Intake intake = intake(100, body);
        for (int i = 0; i < 3; i++) {
            intake.add(message());
            assertThat(intake.isFull()).isFalse();
        }

        intake.add(message());

        assertThat(intake.isFull()).isTrue();
    }

    @Test
    void it_is_full_with_a_message_that_was_delivered_before() throws JMSException {
        Intake intake = intake(100, new Body.Empty());
        intake.add(message());

        intake.add(message(0, true));

        assertThat(intake.isFull()).isTrue();
    }

    @Test
    void a_message_that_can_not_be_read_is_refused_with_the_reason_and_takes_its_place() throws JMSException {
        Intake intake = new Intake(
                (message, id) -> {
                    throw new MessageFormatException("as told");
                },
                1);

        intake.add(message());

        assertThat(intake.isFull()).isTrue();
        assertThat(intake.batch().messages()).singleElement().satisfies(message -> {
            assertThat(message.state()).isEqualTo(BatchMessage.State.REFUSED);
            assertThat(message.reason()).contains("as told");
        });
    }

    @Test
    void a_batch_is_as_old_as_the_oldest_message_that_tells_when_it_was_sent() throws JMSException {
        Intake intake = intake(100, new Body.Empty());
        for (long sent : List.of(2_000L, 1_000L, 0L)) {
            intake.add(message(sent, false));
        }

        assertThat(intake.batch().sentFrom()).isEqualTo(1_000);
    }

    private static Intake intake(int max, Body body) {
        return new Intake((message, id) -> new MappedMessage(body, Headers.NONE, Map.of()), max);
    }

    private static Message message() {
        return message(0, false);
    }

    private static Message message(long sent, boolean redelivered) {
        return (Message) Proxy.newProxyInstance(
                Message.class.getClassLoader(),
                new Class<?>[] {Message.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getJMSTimestamp" -> sent;
                    case "getJMSRedelivered" -> redelivered;
                    case "getJMSMessageID", "getStringProperty" -> null;
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }
}
