/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.payloadoffloading.PayloadS3Pointer;

/** Messages larger than SQS takes, whose bodies travel through S3. */
class S3OffloadTest extends S3Fixture {

    private software.amazon.awssdk.services.sqs.model.Message stored() {
        return BROKER.client()
                .receiveMessage(
                        request -> request.queueUrl(url()).waitTimeSeconds(5).messageAttributeNames("All"))
                .messages()
                .get(0);
    }

    @Test
    void a_text_of_5_MiB_comes_as_it_was_sent_and_leaves_nothing_in_the_bucket() throws JMSException {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        TextMessage message = session.createTextMessage(large());
        message.setStringProperty("colour", "blue");
        session.createProducer(queue).send(message);
        assertThat(s3.objects).hasSize(1);

        TextMessage received = (TextMessage) session.createConsumer(queue).receive(SOON);

        assertThat(received.getText()).isEqualTo(large());
        assertThat(received.getStringProperty("colour")).isEqualTo("blue");
        assertThat(received.propertyExists("ExtendedPayloadSize")).isFalse();
        await().untilAsserted(() -> assertThat(s3.objects).isEmpty());
    }

    @Test
    void bytes_of_5_MiB_come_as_they_were_sent() throws JMSException {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        byte[] content = new byte[LARGE];
        new Random(1).nextBytes(content);
        BytesMessage message = session.createBytesMessage();
        message.writeBytes(content);
        session.createProducer(queue).send(message);

        Message received = session.createConsumer(queue).receive(SOON);

        assertThat(received.getBody(byte[].class)).isEqualTo(content);
    }

    @Test
    void sqs_holds_a_pointer_that_the_extended_clients_library_reads() throws JMSException {
        Session session = withBucket();
        TextMessage message = session.createTextMessage(large());
        for (int i = 0; i < 20; i++) {
            message.setIntProperty("p" + i, i);
        }
        session.createProducer(session.createQueue(name)).send(message);

        var stored = stored();

        PayloadS3Pointer pointer = PayloadS3Pointer.fromJson(stored.body());
        assertThat(pointer.getS3BucketName()).isEqualTo("payloads");
        assertThat(s3.text("/payloads/" + pointer.getS3Key())).isEqualTo(large());
        assertThat(stored.messageAttributes()).hasSizeLessThanOrEqualTo(10);
        assertThat(stored.messageAttributes().get("ExtendedPayloadSize").dataType())
                .isEqualTo("Number");
        assertThat(stored.messageAttributes().get("ExtendedPayloadSize").stringValue())
                .isEqualTo(Integer.toString(s3.objects.values().iterator().next().length));
    }

    @Test
    void a_message_that_the_extended_client_sent_comes_with_its_payload() throws JMSException {
        s3.objects.put("/payloads/some/key", "hello".getBytes(UTF_8));
        pointerSent("payloads", "some/key", "SQSLargePayloadSize");

        Session session = withBucket();
        TextMessage received =
                (TextMessage) session.createConsumer(session.createQueue(name)).receive(SOON);

        assertThat(received.getText()).isEqualTo("hello");
        assertThat(received.getPropertyNames().asIterator())
                .toIterable()
                .noneMatch(each -> each.toString().contains("PayloadSize"));
        await().untilAsserted(() -> assertThat(s3.objects).isEmpty());
    }

    @Test
    void a_message_that_fits_goes_through_sqs_alone_unless_the_threshold_is_lower() throws JMSException {
        Session session = withBucket(Session.AUTO_ACKNOWLEDGE, "s3Threshold=1000");
        Queue queue = session.createQueue(name);

        session.createProducer(queue).send(session.createTextMessage("small"));
        assertThat(s3.objects).isEmpty();
        session.createProducer(queue).send(session.createTextMessage("x".repeat(1000)));
        assertThat(s3.objects).hasSize(1);
    }

    @Test
    void without_a_bucket_a_larger_message_is_refused_naming_the_limit_and_the_option() throws JMSException {
        Session session = connect(Session.AUTO_ACKNOWLEDGE);
        Queue queue = session.createQueue(name);

        assertThatThrownBy(() -> session.createProducer(queue).send(session.createTextMessage(large())))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("1048576")
                .hasMessageContaining("s3Bucket");
    }

    @Test
    void properties_that_are_too_large_alone_are_refused_and_nothing_is_stored() throws JMSException {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        TextMessage message = session.createTextMessage("small");
        message.setStringProperty("huge", large());

        assertThatThrownBy(() -> session.createProducer(queue).send(message))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("properties");
        assertThat(s3.requests).isEmpty();
    }

    @Test
    void a_property_of_the_markers_name_is_refused_where_it_would_be_lost() throws JMSException {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        TextMessage message = session.createTextMessage(large());
        message.setIntProperty("ExtendedPayloadSize", 1);

        assertThatThrownBy(() -> session.createProducer(queue).send(message))
                .isInstanceOf(MessageFormatException.class)
                .hasMessageContaining("ExtendedPayloadSize");
    }

    @Test
    void what_a_transaction_sends_comes_with_its_commit_and_not_after_its_rollback() throws JMSException {
        Session session = withBucket(Session.SESSION_TRANSACTED);
        Queue queue = session.createQueue(name);
        session.createProducer(queue).send(session.createTextMessage("first " + large()));
        session.rollback();
        session.createProducer(queue).send(session.createTextMessage("second " + large()));
        session.commit();
        MessageConsumer consumer = session.createConsumer(queue);

        assertThat(((TextMessage) consumer.receive(SOON)).getText()).startsWith("second");
        session.rollback();
        assertThat(((TextMessage) consumer.receive(SOON)).getText()).startsWith("second");
        session.commit();

        // that of the rollback is nobody's
        await().untilAsserted(() -> assertThat(s3.objects).hasSize(1));
        assertThat(consumer.receiveNoWait()).isNull();
    }

    @Test
    void a_browser_shows_the_payload_and_leaves_it() throws JMSException {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        session.createProducer(queue).send(session.createTextMessage(large()));

        TextMessage seen =
                (TextMessage) session.createBrowser(queue).getEnumeration().nextElement();

        assertThat(seen.getText()).isEqualTo(large());
        assertThat(s3.objects).hasSize(1);
    }

    @Test
    void payloads_are_kept_where_the_application_wants_them() throws JMSException {
        Session session = withBucket(Session.CLIENT_ACKNOWLEDGE, "s3DeleteObjects=false");
        Queue queue = session.createQueue(name);
        session.createProducer(queue).send(session.createTextMessage(large()));
        session.createConsumer(queue).receive(SOON).acknowledge();
        connection.close();

        assertThat(s3.requests).noneMatch(request -> request.startsWith("DELETE"));
    }

    @Test
    void closing_waits_until_the_payload_of_what_was_acknowledged_is_gone() throws JMSException {
        Session session = withBucket();
        Queue queue = session.createQueue(name);
        session.createProducer(queue).send(session.createTextMessage(large()));
        session.createConsumer(queue).receive(SOON);
        factory.close();

        assertThat(s3.objects).isEmpty();
    }
}
