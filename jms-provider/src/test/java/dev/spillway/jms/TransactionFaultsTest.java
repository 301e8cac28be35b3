/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.spillway.jms.sqs.ScriptedSqs;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TransactionRolledBackException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** What becomes of a transaction whose commit the service fails. */
class TransactionFaultsTest {

    private final ScriptedSqs sqs = new ScriptedSqs();
    private final SpillwayConnectionFactory factory = new SpillwayConnectionFactory(sqs);
    private final SpillwayConnectionFactory shortOfTime =
            SpillwayConnectionFactory.builder().client(sqs).visibilityTimeout(1).build();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private Connection connection;
    private Session session;
    private MessageProducer producer;

    @BeforeEach
    void begin() throws JMSException {
        begin(factory);
    }

    private void begin(SpillwayConnectionFactory factory) throws JMSException {
        connection = factory.createConnection();
        connection.start();
        session = connection.createSession(true, Session.SESSION_TRANSACTED);
        producer = session.createProducer(session.createQueue("to"));
        AtomicBoolean received = new AtomicBoolean();
        sqs.onReceive = request -> received.getAndSet(true)
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(ReceiveMessageResponse.builder()
                        .messages(Message.builder()
                                .messageId("1")
                                .receiptHandle("receipt")
                                .body("consumed")
                                .build())
                        .build());
        sqs.onSend = this::answer;
    }

    @AfterEach
    void close() throws JMSException {
        connection.close();
        factory.close();
        shortOfTime.close();
    }

    private CompletableFuture<SendMessageBatchResponse> answer(SendMessageBatchRequest request) {
        List<BatchResultErrorEntry> failed = request.entries().stream()
                .filter(entry -> refused.contains(entry.messageBody()))
                .map(entry -> ScriptedSqs.failed(entry.id(), "AccessDenied", true))
                .toList();
        return CompletableFuture.completedFuture(SendMessageBatchResponse.builder()
                .successful(request.entries().stream()
                        .filter(entry -> !refused.contains(entry.messageBody()))
                        .map(ScriptedSqs::sent)
                        .toList())
                .failed(failed)
                .build());
    }

    private void consumeOne() throws JMSException {
        assertThat(session.createConsumer(session.createQueue("from")).receive(5_000))
                .isNotNull();
    }

    private void send(String... texts) throws JMSException {
        for (String text : texts) {
            producer.send(session.createTextMessage(text));
        }
    }

    private List<List<String>> sends() {
        return sqs.sends.stream()
                .map(request -> request.entries().stream()
                        .map(SendMessageBatchRequestEntry::messageBody)
                        .toList())
                .toList();
    }

    private List<Integer> changes() {
        return sqs.changes.stream()
                .flatMap(request -> request.entries().stream())
                .map(entry -> entry.visibilityTimeout())
                .toList();
    }

    @Test
    void a_commit_sends_in_batches_and_then_deletes_in_batches() throws JMSException {
        sqs.onReceive = request -> sqs.receives.size() > 3
                ? new CompletableFuture<>()
                : CompletableFuture.completedFuture(ReceiveMessageResponse.builder()
                        .messages(Message.builder()
                                .messageId("id-" + sqs.receives.size())
                                .receiptHandle("receipt-" + sqs.receives.size())
                                .body("consumed")
                                .build())
                        .build());
        MessageConsumer consumer = session.createConsumer(session.createQueue("from"));
        for (int i = 0; i < 3; i++) {
            assertThat(consumer.receive(5_000)).isNotNull();
        }
        send("a", "b", "c");
        assertThat(sqs.sends).isEmpty();

        session.commit();

        assertThat(sends()).containsExactly(List.of("a", "b", "c"));
        assertThat(sqs.deletes)
                .singleElement()
                .satisfies(each -> assertThat(each.entries()).hasSize(3));
    }

    @Test
    void when_nothing_could_be_sent_the_transaction_is_rolled_back() throws JMSException {
        consumeOne();
        send("a", "b");
        refused.addAll(List.of("a", "b"));

        assertThatThrownBy(session::commit)
                .isInstanceOf(TransactionRolledBackException.class)
                .hasMessageContaining("nothing could be sent")
                .hasRootCauseInstanceOf(JMSException.class);

        assertThat(sqs.deletes).isEmpty();
        await().until(() -> changes().contains(0));
        refused.clear();
        session.commit();
        assertThat(sqs.sends).hasSize(1);
    }

    @Test
    void when_a_part_was_sent_the_next_commit_sends_the_rest() throws JMSException {
        consumeOne();
        send("a", "b", "c");
        refused.add("b");

        assertThatThrownBy(session::commit)
                .isInstanceOf(JMSException.class)
                .isNotInstanceOf(TransactionRolledBackException.class)
                .hasMessageContaining("2 messages were sent");
        assertThat(sqs.deletes).isEmpty();
        assertThat(changes()).doesNotContain(0);
        refused.clear();
        session.commit();

        assertThat(sends()).containsExactly(List.of("a", "b", "c"), List.of("b"));
        assertThat(sqs.deletes).hasSize(1);
    }

    @Test
    void when_a_part_was_sent_a_rollback_gives_up_the_rest() throws JMSException {
        consumeOne();
        send("a", "b");
        refused.add("b");
        assertThatThrownBy(session::commit).isInstanceOf(JMSException.class);

        session.rollback();
        session.commit();

        assertThat(sqs.sends).hasSize(1);
        assertThat(sqs.deletes).isEmpty();
        await().until(() -> changes().contains(0));
    }

    @Test
    void when_a_part_was_sent_and_the_fault_may_pass_the_commit_itself_tries_again() throws JMSException {
        consumeOne();
        send("a", "b");
        AtomicBoolean failed = new AtomicBoolean();
        sqs.onSend = request -> failed.getAndSet(true)
                ? CompletableFuture.completedFuture(ScriptedSqs.sent(request))
                : CompletableFuture.completedFuture(SendMessageBatchResponse.builder()
                        .successful(ScriptedSqs.sent(request.entries().get(0)))
                        .failed(ScriptedSqs.failed("1", "Unheard", true))
                        .build());

        session.commit();

        assertThat(sends()).containsExactly(List.of("a", "b"), List.of("b"));
        assertThat(sqs.deletes).hasSize(1);
    }

    @Test
    void when_a_consumed_message_was_lost_nothing_is_sent_and_the_transaction_is_rolled_back() throws JMSException {
        sqs.onChange = request -> ChangeMessageVisibilityBatchResponse.builder()
                .failed(ScriptedSqs.failed("0", "ReceiptHandleIsInvalid", true))
                .build();
        connection.close();
        begin(shortOfTime);
        consumeOne();
        send("a");
        await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);

        assertThatThrownBy(session::commit)
                .isInstanceOf(TransactionRolledBackException.class)
                .hasMessageContaining("visibility");

        assertThat(sqs.sends).isEmpty();
        assertThat(sqs.deletes).isEmpty();
    }

    @Test
    void when_what_was_consumed_cant_be_deleted_the_commit_says_that_it_comes_again() throws JMSException {
        sqs.onDelete = request -> CompletableFuture.failedFuture(ScriptedSqs.error("AccessDenied", 403));
        consumeOne();
        send("a");

        assertThatThrownBy(session::commit)
                .isInstanceOf(JMSException.class)
                .isNotInstanceOf(TransactionRolledBackException.class)
                .hasMessageContaining("come again");
        session.rollback();

        assertThat(sends()).containsExactly(List.of("a"));
    }
}
