/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.installed;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.mapping.Attribute;
import dev.spillway.mapping.MappedMessage;
import dev.spillway.mapping.SqsMapping;
import dev.spillway.mapping.WireMessage;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The SQS client's end of a queue of its own, in a test of another protocol's end. */
final class SqsSide implements AutoCloseable {

    final String queue = "interop-" + UUID.randomUUID();
    private final SqsAsyncClient client;
    private final String url;

    SqsSide(URI endpoint) {
        client = client(endpoint);
        url = create(queue, Map.of());
    }

    /** A client of the SDK, with some credentials. */
    static SqsAsyncClient client(URI endpoint) {
        return SqsAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .build();
    }

    /** Makes one more queue. */
    String create(String name, Map<QueueAttributeName, String> attributes) {
        return done(client.createQueue(r -> r.queueName(name).attributes(attributes)))
                .queueUrl();
    }

    void set(QueueAttributeName name, String value) {
        done(client.setQueueAttributes(r -> r.queueUrl(url).attributes(Map.of(name, value))));
    }

    String attribute(QueueAttributeName name) {
        return done(client.getQueueAttributes(r -> r.queueUrl(url).attributeNames(name)))
                .attributes()
                .get(name);
    }

    void send(MappedMessage message) {
        send(SqsMapping.encode(message), null);
    }

    void send(WireMessage message, String group) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        message.attributes().forEach((name, value) -> attributes.put(name, value(value)));
        done(client.sendMessage(r -> r.queueUrl(url)
                .messageBody(message.body())
                .messageAttributes(attributes)
                .messageGroupId(group)));
    }

    /** Receives one message within a bounded time, hidden for half a minute. */
    Message receive() {
        return receive(url);
    }

    Message receive(String from) {
        List<Message> messages = receive(from, 20);
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    /** Receives what is there at once. */
    List<Message> poll() {
        return receive(url, 0);
    }

    private List<Message> receive(String from, int waitSeconds) {
        return done(client.receiveMessage(r -> r.queueUrl(from)
                        .waitTimeSeconds(waitSeconds)
                        .visibilityTimeout(30)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNamesWithStrings("All")))
                .messages();
    }

    /** Receives one message and reads it as a JMS client of SQS does. */
    MappedMessage receiveMapped() {
        return mapped(receive());
    }

    static MappedMessage mapped(Message message) {
        Map<String, Attribute> attributes = new HashMap<>();
        message.messageAttributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        new Attribute(
                                value.dataType(),
                                value.stringValue(),
                                value.binaryValue() == null
                                        ? null
                                        : value.binaryValue().asByteArray())));
        return SqsMapping.decode(new WireMessage(message.body(), attributes));
    }

    void delete(Message message) {
        done(client.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle())));
    }

    void giveBack(Message message) {
        done(client.changeMessageVisibility(
                r -> r.queueUrl(url).receiptHandle(message.receiptHandle()).visibilityTimeout(0)));
    }

    private static MessageAttributeValue value(Attribute attribute) {
        return MessageAttributeValue.builder()
                .dataType(attribute.dataType())
                .stringValue(attribute.stringValue())
                .binaryValue(attribute.binaryValue() == null ? null : SdkBytes.fromByteArray(attribute.binaryValue()))
                .build();
    }

    private static <A> A done(CompletableFuture<A> answer) {
        return answer.orTimeout(60, SECONDS).join();
    }

    @Override
    public void close() {
        client.deleteQueue(r -> r.queueUrl(url)).join();
        client.close();
    }
}
