/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.sqs.ScriptedHttp.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

/** A direct request has the content that the SDK's has, to the last member, and its answer is read as the SDK reads it. */
class WireFormTest {

    private static final String URL = "http://sqs.example/000000000000/orders.fifo";
    private static final MessageAttributeValue TEXT = MessageAttributeValue.builder()
            .dataType("String")
            .stringValue("v\u00e9rit\u00e9")
            .build();
    private static final MessageAttributeValue BYTES = MessageAttributeValue.builder()
            .dataType("Binary")
            .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1, 127}))
            .build();
    private static final String FAILED =
            "\"Failed\":[{\"Id\":\"2\",\"SenderFault\":true,\"Code\":\"InvalidX\",\"Message\":\"no\",\"New\":[{}]}]";

    @Test
    void send_message_batch() {
        SendMessageBatchRequestEntry full = SendMessageBatchRequestEntry.builder()
                .id("1")
                .messageBody("{\"quoted\": \"\\ and \u20ac \ud83d\ude00 \t\"}")
                .delaySeconds(7)
                .messageAttributes(Map.of("text", TEXT, "bytes", BYTES))
                .messageSystemAttributes(Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                                .dataType("String")
                                .stringValue("Root=1")
                                .build()))
                .messageDeduplicationId("d")
                .messageGroupId("g")
                .build();
        SendMessageBatchRequestEntry least =
                SendMessageBatchRequestEntry.builder().id("2").messageBody("b").build();
        assertThat(unset(full)).isEmpty();
        String answer =
                "{\"New\":{\"a\":[1,{\"b\":2}]},\"Successful\":[{\"Id\":\"1\",\"MessageId\":\"m\",\"SequenceNumber\":\"18\","
                        + "\"MD5OfMessageBody\":\"5b04c7350366ef7326c95463c69f2d16\",\"MD5OfMessageAttributes\":\"97d103264f5e99a66bfc5df6c113c961\","
                        + "\"MD5OfMessageSystemAttributes\":\"d6619b3d47b81d3fc72c0db005a70eda\"}],"
                        + FAILED + "}";

        same(
                answer,
                client ->
                        client.sendMessageBatch(request -> request.queueUrl(URL).entries(full, least)));
    }

    @Test
    void receive_message() {
        ReceiveMessageRequest full = ReceiveMessageRequest.builder()
                .queueUrl(URL)
                .attributeNames(QueueAttributeName.ALL)
                .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP)
                .messageAttributeNames("All", "x.*")
                .maxNumberOfMessages(10)
                .visibilityTimeout(0)
                .waitTimeSeconds(20)
                .receiveRequestAttemptId("again")
                .build();
        assertThat(unset(full)).isEmpty();
        String message =
                "{\"MessageId\":\"m\",\"ReceiptHandle\":\"r\",\"MD5OfBody\":\"9a0364b9e99bb480dd25e1f0284c8555\","
                        + "\"Body\":\"content\",\"New\":true,\"Attributes\":{\"SentTimestamp\":\"1\",\"SomethingNew\":\"2\"},"
                        + "\"MD5OfMessageAttributes\":\"7ae2e22d1cd8b764ef50afaad089d899\","
                        + "\"MessageAttributes\":{\"a\":{\"DataType\":\"String\",\"StringValue\":\"\u20ac\"},"
                        + "\"b\":{\"DataType\":\"Binary.png\",\"BinaryValue\":\"AP9/\"}}}";

        same("{\"Messages\":[" + message + "]}", client -> client.receiveMessage(full));
        same("{}", client -> client.receiveMessage(full));
        same("{\"Messages\":null}", client -> client.receiveMessage(full));
        same("{\"Messages\":[]}", client -> client.receiveMessage(request -> request.queueUrl(URL)));
    }

    @Test
    void delete_message_batch() {
        DeleteMessageBatchRequestEntry full = DeleteMessageBatchRequestEntry.builder()
                .id("1")
                .receiptHandle("r")
                .build();
        assertThat(unset(full)).isEmpty();

        same(
                "{\"Successful\":[{\"Id\":\"1\"}]," + FAILED + "}",
                client -> client.deleteMessageBatch(
                        request -> request.queueUrl(URL).entries(full)));
    }

    @Test
    void change_message_visibility_batch() {
        ChangeMessageVisibilityBatchRequestEntry full = ChangeMessageVisibilityBatchRequestEntry.builder()
                .id("1")
                .receiptHandle("r")
                .visibilityTimeout(0)
                .build();
        assertThat(unset(full)).isEmpty();

        same(
                "{\"Successful\":[{\"Id\":\"1\"}]," + FAILED + "}",
                client -> client.changeMessageVisibilityBatch(
                        request -> request.queueUrl(URL).entries(full)));
    }

    /** What a later SDK knows of a message is read too, or this fails. */
    @Test
    void every_member_of_a_message_is_known() {
        assertThat(Message.builder().build().sdkFields())
                .extracting(field -> field.locationName())
                .containsExactlyInAnyOrder(
                        "MessageId",
                        "ReceiptHandle",
                        "MD5OfBody",
                        "Body",
                        "Attributes",
                        "MD5OfMessageAttributes",
                        "MessageAttributes");
    }

    private static List<String> unset(SdkPojo full) {
        return full.sdkFields().stream()
                .filter(field -> field.getValueOrDefault(full) == null)
                .map(field -> field.locationName())
                .toList();
    }

    private static void same(String answer, Function<SqsAsyncClient, CompletableFuture<? extends SqsResponse>> call) {
        ScriptedHttp http = new ScriptedHttp(asked -> Answer.ok(answer));
        SqsAsyncClient client = DirectSqsClient.build(
                SqsAsyncClient.builder()
                        .endpointOverride(URI.create("http://sqs.example"))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"))),
                defaults -> http,
                true);

        SqsResponse bySdk = call.apply(client).join();
        SqsResponse direct = call.apply(client).join();

        assertThat(http.directs()).hasSize(1);
        assertThat(direct.equalsBySdkFields(bySdk))
                .as("%s, as the SDK reads it: %s", direct, bySdk)
                .isTrue();
        assertThat(http.asked).hasSize(2);
        assertThat(JsonNode.parser().parse(http.asked.get(1).body()))
                .isEqualTo(JsonNode.parser().parse(http.asked.get(0).body()));
    }
}
