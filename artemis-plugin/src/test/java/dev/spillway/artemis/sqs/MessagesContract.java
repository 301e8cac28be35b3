/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import static java.util.Map.of;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.AWS_TRACE_HEADER;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.MESSAGE_GROUP_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENDER_ID;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.SENT_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.DELAY_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** What a message carries from SendMessage to ReceiveMessage. */
abstract class MessagesContract extends SqsContract {

    MessagesContract(Backend backend) {
        super(backend);
    }

    static MessageAttributeValue text(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    static MessageAttributeValue bytes(String type, byte... value) {
        return MessageAttributeValue.builder()
                .dataType(type)
                .binaryValue(SdkBytes.fromByteArray(value))
                .build();
    }

    private SendMessageResponse send(String url, Map<String, MessageAttributeValue> attributes) {
        return done(client.sendMessage(
                request -> request.queueUrl(url).messageBody("msg").messageAttributes(attributes)));
    }

    @Test
    void a_message_comes_as_it_was_sent_with_its_id_and_digest() {
        String url = queue();

        SendMessageResponse sent = send(url, "msg");
        Message received = receive(url);

        assertThat(sent.md5OfMessageBody()).isEqualTo("6e2baaf3b97dbeef01c0043275f9a0e7");
        assertThat(sent.md5OfMessageAttributes()).isNull();
        assertThat(received.body()).isEqualTo("msg");
        assertThat(received.messageId()).isEqualTo(sent.messageId());
        assertThat(received.md5OfBody()).isEqualTo(sent.md5OfMessageBody());
        assertThat(received.md5OfMessageAttributes()).isNull();
        assertThat(received.hasMessageAttributes()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "\t\r\n", "Grüße, Ωμέγα, 漢字, \uD83D\uDE80", "\uD7FF\uE000\uFFFD", "<a&b>\"'\\", "{\"a\":1}"
            })
    void any_valid_text_comes_unchanged(String body) {
        String url = queue();

        send(url, body);

        assertThat(receive(url).body()).isEqualTo(body);
    }

    @Test
    void a_message_of_the_largest_size_comes_unchanged() {
        String url = queue();
        String body = "x".repeat(backend == Backend.ELASTICMQ ? 262_144 : 1_048_576);

        send(url, body);

        assertThat(receive(url).body()).isEqualTo(body);
    }

    @Test
    void message_attributes_come_as_they_were_sent_with_their_digest() {
        String url = queue();
        Map<String, MessageAttributeValue> attributes = of(
                "text", text("String", "Ümläut"),
                "number", text("Number", "-12.5"),
                "labelled", text("Number.int", "42"),
                "bytes", bytes("Binary", (byte) 0, (byte) -1),
                "Dotted.Name", text("String.custom", "x"));

        SendMessageResponse sent = send(url, attributes);
        Message received = receive(url);

        assertThat(received.messageAttributes()).isEqualTo(attributes);
        assertThat(received.md5OfMessageAttributes()).isEqualTo(sent.md5OfMessageAttributes());
    }

    /** The names, digests and answers recorded from Amazon SQS. */
    @ParameterizedTest
    @CsvSource({
        "All, General Hello Help.Me, 4c360f3fdafd970e05fae2f149d997f5",
        ".*, General Hello Help.Me, 4c360f3fdafd970e05fae2f149d997f5",
        "Hel.*, Hello Help.Me, 83fee93c1bcd8b9a5a923ffacdc636c7",
        "Hello General, General Hello, fca026605781cb4126a1e9044df24232",
        "Hello Missing, Hello, a311262e065454b75da111d535b8dacd",
        "Missing, '',"
    })
    @DeviatesIn(value = Backend.ELASTICMQ, why = "doesn't know prefixes")
    void a_receive_gives_the_attributes_that_it_names_and_the_digest_of_these(String asked, String given, String md5) {
        String url = queue();
        send(
                url,
                of(
                        "General",
                        text("String", "Kenobi"),
                        "Hello",
                        text("String", "There"),
                        "Help.Me",
                        text("String", "Me")));

        Message received = receive(url, request -> request.messageAttributeNames(asked.split(" ")));

        assertThat(received.messageAttributes().keySet())
                .containsExactlyInAnyOrderElementsOf(given.isEmpty() ? List.of() : List.of(given.split(" ")));
        assertThat(received.md5OfMessageAttributes()).isEqualTo(md5);
    }

    @Test
    void a_receive_that_names_no_attributes_gets_none() {
        String url = queue();
        send(url, of("General", text("String", "Kenobi")));

        Message received = receive(
                url, request -> request.messageAttributeNames(List.of()).messageSystemAttributeNames(List.of()));

        assertThat(received.hasMessageAttributes()).isFalse();
        assertThat(received.md5OfMessageAttributes()).isNull();
        assertThat(received.hasAttributes()).isFalse();
    }

    @Test
    void the_system_attributes_tell_when_and_how_often() {
        String url = queue();
        long before = System.currentTimeMillis();
        send(url, "msg");

        var attributes = receive(url).attributes();

        long now = System.currentTimeMillis();
        assertThat(attributes)
                .containsOnlyKeys(
                        SENDER_ID, SENT_TIMESTAMP, APPROXIMATE_RECEIVE_COUNT, APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
        assertThat(attributes.get(APPROXIMATE_RECEIVE_COUNT)).isEqualTo("1");
        assertThat(attributes.get(SENDER_ID)).isNotEmpty();
        assertThat(Long.parseLong(attributes.get(SENT_TIMESTAMP))).isBetween(before, now);
        assertThat(Long.parseLong(attributes.get(APPROXIMATE_FIRST_RECEIVE_TIMESTAMP)))
                .isBetween(before, now);
    }

    @Test
    void a_receive_gives_the_system_attributes_that_it_names() {
        String url = queue();
        send(url, "msg");

        Message received = receive(url, request -> request.messageSystemAttributeNames(SENDER_ID));

        assertThat(received.attributes()).containsOnlyKeys(SENDER_ID);
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "passes over it")
    void a_system_attribute_that_does_not_exist_is_refused() {
        String url = queue();

        assertError(
                client.receiveMessage(
                        request -> request.queueUrl(url).messageSystemAttributeNamesWithStrings("Colour")),
                "InvalidAttributeName",
                "Unknown Attribute Colour.");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "answers without the digest")
    void a_trace_header_comes_along_with_a_digest_of_its_own() {
        String url = queue();
        var header = MessageSystemAttributeValue.builder()
                .dataType("String")
                .stringValue("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1")
                .build();

        SendMessageResponse sent = done(client.sendMessage(request -> request.queueUrl(url)
                .messageBody("msg")
                .messageSystemAttributes(of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER, header))));
        Message received = receive(url);

        assertThat(received.attributes()).containsEntry(AWS_TRACE_HEADER, header.stringValue());
        assertThat(sent.md5OfMessageSystemAttributes()).hasSize(32);
        assertThat(sent.md5OfMessageAttributes()).isNull();
    }

    @Test
    void a_message_group_comes_along() {
        String url = queue();

        done(client.sendMessage(
                request -> request.queueUrl(url).messageBody("msg").messageGroupId("tenant-1")));

        assertThat(receive(url).attributes()).containsEntry(MESSAGE_GROUP_ID, "tenant-1");
    }

    @Test
    void a_delayed_message_comes_when_its_delay_is_over() {
        String url = queue();

        done(client.sendMessage(
                request -> request.queueUrl(url).messageBody("later").delaySeconds(1)));

        assertThat(poll(url)).isEmpty();
        assertThat(receive(url, request -> request.waitTimeSeconds(5)).body()).isEqualTo("later");
    }

    @Test
    void the_delay_of_the_queue_is_for_messages_that_name_none() {
        String url = queue(of(DELAY_SECONDS, "900"));

        send(url, "delayed");
        done(client.sendMessage(
                request -> request.queueUrl(url).messageBody("at once").delaySeconds(0)));

        assertThat(receive(url).body()).isEqualTo("at once");
        assertThat(poll(url)).isEmpty();
    }

    @Test
    void a_receive_takes_no_more_than_it_asks_for() {
        String url = queue();
        send(url, "1");
        send(url, "2");
        send(url, "3");

        assertThat(poll(url, request -> request.maxNumberOfMessages(2))).hasSizeBetween(1, 2);
        assertThat(poll(url, request -> request.maxNumberOfMessages(null))).hasSize(1);
    }

    @Test
    void a_long_poll_answers_when_a_message_comes() {
        String url = queue();

        CompletableFuture<ReceiveMessageResponse> waiting =
                client.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20));
        assertThat(waiting).isNotDone();
        Instant sent = Instant.now();
        send(url, "msg");

        assertThat(done(waiting).messages()).extracting(Message::body).containsExactly("msg");
        assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofSeconds(19));
    }

    @Test
    void a_long_poll_that_finds_nothing_ends_empty_when_its_time_is_over() {
        String url = queue(of(RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "1"));
        Instant start = Instant.now();

        assertThat(poll(url)).isEmpty();

        assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void a_wait_of_zero_overrides_the_one_of_the_queue() {
        String url = queue(of(RECEIVE_MESSAGE_WAIT_TIME_SECONDS, "20"));
        Instant start = Instant.now();

        assertThat(poll(url, request -> request.waitTimeSeconds(0))).isEmpty();

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(19));
    }

    @Test
    @DeviatesIn(
            value = Backend.ELASTICMQ,
            why = "goes on waiting for a client that is gone, and hides a message for it")
    @DeviatesIn(value = Backend.QUERY, why = "its client can't be cancelled")
    void a_long_poll_that_was_cancelled_takes_no_message() {
        String url = queue();
        CompletableFuture<ReceiveMessageResponse> waiting =
                client.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20));
        // Over HTTP the request must have arrived, or there is nothing to cancel yet.
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> !waiting.isDone());

        waiting.cancel(true);
        // Over HTTP the server learns of it when the connection closes.
        Awaitility.await().pollDelay(Duration.ofMillis(200)).until(waiting::isCancelled);
        send(url, "msg");

        assertThat(receive(url).body()).isEqualTo("msg");
    }

    @Test
    @DeviatesIn(value = Backend.ELASTICMQ, why = "goes on waiting until the time of the poll is over")
    void a_long_poll_ends_when_its_queue_is_deleted() {
        String url = queue();
        CompletableFuture<ReceiveMessageResponse> waiting =
                client.receiveMessage(request -> request.queueUrl(url).waitTimeSeconds(20));

        done(client.deleteQueue(request -> request.queueUrl(url)));

        assertThat(waiting.handle((answer, failure) -> "ended")).succeedsWithin(Duration.ofSeconds(60));
    }

    @Test
    void a_message_received_too_often_moves_to_the_dead_letter_queue() {
        String target = randomName();
        String targetUrl = queue(target, of());
        String source = randomName();
        String url = queue(
                source,
                of(
                        REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:" + target
                                + "\",\"maxReceiveCount\":1}"));
        SendMessageResponse sent = send(url, "poison");
        Message received = receive(url);

        done(client.changeMessageVisibility(request ->
                request.queueUrl(url).receiptHandle(received.receiptHandle()).visibilityTimeout(0)));
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(poll(url)).isEmpty();
            Message moved = receive(targetUrl);
            assertThat(moved.messageId()).isEqualTo(sent.messageId());
            assertThat(moved.body()).isEqualTo("poison");
            assertThat(moved.attributes())
                    .containsEntry(DEAD_LETTER_QUEUE_SOURCE_ARN, "arn:aws:sqs:us-east-1:000000000000:" + source);
        });
    }
}
