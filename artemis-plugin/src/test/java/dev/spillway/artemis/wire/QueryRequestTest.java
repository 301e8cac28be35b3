/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import static java.net.http.HttpRequest.BodyPublishers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.artemis.SpillwayBroker;
import dev.spillway.artemis.SpillwayConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Query requests as AWS's API reference writes them, and their answers to the letter. */
@Timeout(60)
class QueryRequestTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String NAMESPACE = " xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"";

    private static SpillwayBroker broker;
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start(@TempDir Path data) {
        broker = SpillwayBroker.start(data, new SpillwayConfig("127.0.0.1", 0, SpillwayConfig.DEFAULT.account()), null);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(broker.endpoint() + path));
    }

    private static HttpResponse<String> post(String path, String form) {
        return send(to(path).header("Content-Type", FORM).POST(ofString(form)));
    }

    /** The answer of a request that succeeds, with its request id as {@code ID}. */
    private static String answer(String path, String form) {
        HttpResponse<String> response = post(path, form);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/xml");
        return withoutId(response);
    }

    private static String withoutId(HttpResponse<String> response) {
        String id = response.headers().firstValue("x-amzn-requestid").orElseThrow();
        assertThat(response.body()).contains("<RequestId>" + id + "</RequestId>");
        return response.body().replace(id, "ID");
    }

    /** The path of a new queue. */
    private static String queue(String name) {
        answer("/", "Action=CreateQueue&QueueName=" + name + "&Version=2012-11-05");
        return "/000000000000/" + name;
    }

    private static String document(String operation, String result) {
        return "<?xml version=\"1.0\"?><" + operation + "Response" + NAMESPACE + ">" + result
                + "<ResponseMetadata><RequestId>ID</RequestId></ResponseMetadata></" + operation + "Response>";
    }

    private static String element(String name, String xml) {
        Matcher found = Pattern.compile("<" + name + ">(.*?)</" + name + ">", Pattern.DOTALL)
                .matcher(xml);
        assertThat(found.find()).as(name + " in " + xml).isTrue();
        return found.group(1);
    }

    @Test
    void a_queue_is_made_found_listed_and_deleted() {
        String url = broker.endpoint() + "/000000000000/query-lifecycle";
        String result = "<%1$sResult><QueueUrl>" + url + "</QueueUrl></%1$sResult>";

        assertThat(answer("/", "Action=CreateQueue&QueueName=query-lifecycle"))
                .isEqualTo(document("CreateQueue", result.formatted("CreateQueue")));
        assertThat(answer("/", "Action=GetQueueUrl&QueueName=query-lifecycle"))
                .isEqualTo(document("GetQueueUrl", result.formatted("GetQueueUrl")));
        assertThat(answer("/", "Action=ListQueues&QueueNamePrefix=query-life"))
                .isEqualTo(document("ListQueues", result.formatted("ListQueues")));
        assertThat(answer("/000000000000/query-lifecycle", "Action=DeleteQueue"))
                .isEqualTo(document("DeleteQueue", ""));
        assertThat(answer("/", "Action=ListQueues&QueueNamePrefix=query-life"))
                .isEqualTo(document("ListQueues", "<ListQueuesResult></ListQueuesResult>"));
    }

    @Test
    void attributes_are_numbered_or_stand_alone() {
        String queue = queue("query-attributes");

        answer(queue, "Action=SetQueueAttributes&Attribute.Name=DelaySeconds&Attribute.Value=5");
        answer(
                queue,
                "Action=SetQueueAttributes&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=35"
                        + "&Attribute.2.Name=ReceiveMessageWaitTimeSeconds&Attribute.2.Value=1");

        assertThat(answer(queue, "Action=GetQueueAttributes&AttributeName=DelaySeconds"))
                .isEqualTo(document(
                        "GetQueueAttributes",
                        "<GetQueueAttributesResult><Attribute><Name>DelaySeconds</Name><Value>5</Value></Attribute>"
                                + "</GetQueueAttributesResult>"));
        assertThat(answer(queue, "Action=GetQueueAttributes&AttributeName.1=All"))
                .contains("<Attribute><Name>VisibilityTimeout</Name><Value>35</Value></Attribute>")
                .contains("<Attribute><Name>ReceiveMessageWaitTimeSeconds</Name><Value>1</Value></Attribute>");
    }

    @Test
    void a_message_is_sent_received_hidden_and_deleted() {
        String queue = queue("query-message");

        String sent = answer(
                queue,
                "Action=SendMessage&MessageBody=%3Ca%3E+%26%0D%0A%E2%82%AC&MessageAttribute.1.Name=n"
                        + "&MessageAttribute.1.Value.DataType=Number&MessageAttribute.1.Value.StringValue=42"
                        + "&MessageAttribute.2.Name=b&MessageAttribute.2.Value.DataType=Binary"
                        + "&MessageAttribute.2.Value.BinaryValue=AP8%3D");
        String received = answer(
                queue,
                "Action=ReceiveMessage&WaitTimeSeconds=5&AttributeName.1=ApproximateReceiveCount"
                        + "&MessageAttributeName.1=All");

        assertThat(element("Body", received)).isEqualTo("&lt;a&gt; &amp;&#xD;\n\u20ac");
        assertThat(element("MessageId", received)).isEqualTo(element("MessageId", sent));
        assertThat(element("MD5OfBody", received)).isEqualTo(element("MD5OfMessageBody", sent));
        assertThat(received)
                .contains("<ReceiveMessageResult><Message>")
                .contains("<Attribute><Name>ApproximateReceiveCount</Name><Value>1</Value></Attribute>")
                .contains("<MessageAttribute><Name>n</Name><Value><StringValue>42</StringValue>"
                        + "<DataType>Number</DataType></Value></MessageAttribute>")
                .contains("<MessageAttribute><Name>b</Name><Value><BinaryValue>AP8=</BinaryValue>"
                        + "<DataType>Binary</DataType></Value></MessageAttribute>");
        String handle = "&ReceiptHandle=" + element("ReceiptHandle", received);
        assertThat(answer(queue, "Action=ChangeMessageVisibility&VisibilityTimeout=60" + handle))
                .isEqualTo(document("ChangeMessageVisibility", ""));
        assertThat(answer(queue, "Action=DeleteMessage" + handle)).isEqualTo(document("DeleteMessage", ""));
        assertThat(answer(queue, "Action=ReceiveMessage"))
                .isEqualTo(document("ReceiveMessage", "<ReceiveMessageResult></ReceiveMessageResult>"));
    }

    @Test
    void a_batch_succeeds_and_fails_entry_by_entry() {
        String queue = queue("query-batch");
        String entry = "&SendMessageBatchRequestEntry.";

        String sent = answer(
                queue,
                "Action=SendMessageBatch" + entry + "1.Id=good" + entry + "1.MessageBody=x" + entry + "2.Id=bad" + entry
                        + "2.MessageBody=y" + entry + "2.DelaySeconds=901");
        String received = answer(queue, "Action=ReceiveMessage&WaitTimeSeconds=5");
        String handle = element("ReceiptHandle", received);
        String changed = answer(
                queue,
                "Action=ChangeMessageVisibilityBatch&ChangeMessageVisibilityBatchRequestEntry.1.Id=c"
                        + "&ChangeMessageVisibilityBatchRequestEntry.1.VisibilityTimeout=60"
                        + "&ChangeMessageVisibilityBatchRequestEntry.1.ReceiptHandle=" + handle);
        String deleted = answer(
                queue,
                "Action=DeleteMessageBatch&DeleteMessageBatchRequestEntry.1.Id=d"
                        + "&DeleteMessageBatchRequestEntry.1.ReceiptHandle=" + handle);

        assertThat(element("SendMessageBatchResultEntry", sent)).contains("<Id>good</Id>", "<MD5OfMessageBody>");
        assertThat(element("BatchResultErrorEntry", sent))
                .contains("<Id>bad</Id>", "<SenderFault>true</SenderFault>", "<Code>InvalidParameterValue</Code>");
        assertThat(changed)
                .isEqualTo(document(
                        "ChangeMessageVisibilityBatch",
                        "<ChangeMessageVisibilityBatchResult><ChangeMessageVisibilityBatchResultEntry><Id>c</Id>"
                                + "</ChangeMessageVisibilityBatchResultEntry></ChangeMessageVisibilityBatchResult>"));
        assertThat(deleted)
                .isEqualTo(document(
                        "DeleteMessageBatch",
                        "<DeleteMessageBatchResult><DeleteMessageBatchResultEntry><Id>d</Id>"
                                + "</DeleteMessageBatchResultEntry></DeleteMessageBatchResult>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tag", "Tags"})
    void a_queue_is_tagged(String name) {
        String queue = queue("query-" + name);

        assertThat(answer(queue, "Action=TagQueue&" + name + ".1.Key=team&" + name + ".1.Value=a%26b"))
                .isEqualTo(document("TagQueue", ""));
        assertThat(answer(queue, "Action=ListQueueTags"))
                .isEqualTo(document(
                        "ListQueueTags",
                        "<ListQueueTagsResult><Tag><Key>team</Key><Value>a&amp;b</Value></Tag></ListQueueTagsResult>"));
        assertThat(answer(queue, "Action=UntagQueue&TagKey.1=team")).isEqualTo(document("UntagQueue", ""));
        assertThat(answer(queue, "Action=ListQueueTags")).contains("<ListQueueTagsResult></ListQueueTagsResult>");
    }

    @Test
    void a_queue_gives_and_takes_permissions() {
        String queue = queue("query-permission");

        answer(queue, "Action=AddPermission&Label=l&AWSAccountId.1=111111111111&ActionName.1=SendMessage");
        assertThat(answer(queue, "Action=GetQueueAttributes&AttributeName.1=Policy"))
                .contains("111111111111");
        assertThat(answer(queue, "Action=RemovePermission&Label=l")).isEqualTo(document("RemovePermission", ""));
    }

    @Test
    void the_sources_of_a_dead_letter_queue_are_listed() {
        String target = queue("query-dead");
        String source = queue("query-source");
        answer(
                source,
                "Action=SetQueueAttributes&Attribute.1.Name=RedrivePolicy&Attribute.1.Value=%7B%22deadLetterTargetArn%22"
                        + "%3A%22arn%3Aaws%3Asqs%3Aus-east-1%3A000000000000%3Aquery-dead%22%2C%22maxReceiveCount%22%3A1%7D");

        assertThat(answer(target, "Action=ListDeadLetterSourceQueues"))
                .isEqualTo(document(
                        "ListDeadLetterSourceQueues",
                        "<ListDeadLetterSourceQueuesResult><QueueUrl>" + broker.endpoint() + source
                                + "</QueueUrl></ListDeadLetterSourceQueuesResult>"));
    }

    @Test
    void a_queue_is_purged() {
        assertThat(answer(queue("query-purge"), "Action=PurgeQueue")).isEqualTo(document("PurgeQueue", ""));
    }

    @Test
    void the_parameter_names_the_queue_before_the_path_does() {
        String queue = queue("query-parameter");

        answer("/000000000000/none", "Action=SendMessage&MessageBody=x&QueueUrl=http%3A%2F%2Felsewhere" + queue);

        assertThat(answer(queue, "Action=ReceiveMessage&WaitTimeSeconds=5")).contains("<Body>x</Body>");
    }

    @Test
    void parameters_of_a_post_may_stand_in_its_address() {
        String queue = queue("query-address");

        HttpResponse<String> response =
                send(to(queue + "?Action=SendMessage&MessageBody=x").POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("<SendMessageResult>");
    }

    @Test
    void an_error_tells_fault_code_message_and_request() {
        HttpResponse<String> response = post("/000000000000/none", "Action=SendMessage&MessageBody=x");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("text/xml");
        assertThat(response.headers().firstValue("x-amzn-query-error")).isEmpty();
        assertThat(withoutId(response))
                .isEqualTo("<?xml version=\"1.0\"?><ErrorResponse" + NAMESPACE + "><Error><Type>Sender</Type>"
                        + "<Code>AWS.SimpleQueueService.NonExistentQueue</Code>"
                        + "<Message>The specified queue does not exist for this wsdl version.</Message><Detail/></Error>"
                        + "<RequestId>ID</RequestId></ErrorResponse>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                                | MissingAction",
                "Version=2012-11-05                                                | MissingAction",
                "Action=Nonesuch                                                   | InvalidAction",
                "Action=ListQueues&Version=2008-01-01                              | NoSuchVersion",
                "Action=ListQueues&Action=ListQueues                               | MalformedQueryString",
                "Action=ListQueues&MaxResults=%                                    | MalformedQueryString",
                "Action=ListQueues&MaxResults=many                                 | InvalidParameterValue",
                "Action=ListQueues&MaxResults=                                     | InvalidParameterValue",
                "Action=GetQueueUrl&QueueName=none                                 | AWS.SimpleQueueService.NonExistentQueue",
                "Action=CreateQueue                                                | MissingParameter",
                "Action=CreateQueue&QueueName=q&Attribute.1.Name=DelaySeconds      | MissingParameter",
                "Action=CreateQueue&QueueName=q&Attribute.1.Value=1                | MissingParameter",
                "Action=CreateQueue&QueueName=q&Attribute.1.Name=X&Attribute.1.Value=1 | InvalidAttributeName",
                "Action=CreateQueue&QueueName=q&Tag.1.Key=a&Tag.1.Value=&Tag.2.Key=a&Tag.2.Value= | InvalidParameterValue",
                "Action=SendMessage&MessageBody=x                                  | MissingParameter",
                "Action=SendMessage&QueueUrl=q&MessageBody=x                       | InvalidAddress",
                "Action=SendMessage&MessageBody=x&MessageAttribute.1.Name=a&MessageAttribute.1.Value.BinaryValue=%23 | InvalidParameterValue",
            })
    void what_is_wrong_is_named(String form, String code) {
        HttpResponse<String> response = post("/", form);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(element("Code", response.body())).isEqualTo(code);
        assertThat(element("Type", response.body())).isEqualTo("Sender");
    }

    @Test
    void a_value_that_is_refused_is_cited_with_the_name_of_its_parameter() {
        HttpResponse<String> response =
                post("/", "Action=SendMessageBatch&SendMessageBatchRequestEntry.1.DelaySeconds=%3C1%3E");

        assertThat(element("Message", response.body()))
                .isEqualTo("Value &lt;1&gt; for parameter SendMessageBatchRequestEntry.1.DelaySeconds is invalid."
                        + " Reason: Must be an integer.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AddPermission", "ListQueueTags", "StartMessageMoveTask"})
    void the_operations_table_is_the_one_of_the_json_protocol(String operation) {
        assertThat(post("/000000000000/none", "Action=" + operation).body()).doesNotContain("InvalidAction");
    }

    @Test
    void a_GET_calls_an_operation_by_its_query_string() {
        String queue = queue("query-get");

        HttpResponse<String> sent = send(to(queue + "?Action=SendMessage&MessageBody=a%26b+c&Version=2012-11-05")
                .GET());

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(send(to("/?Action=ReceiveMessage&QueueUrl=" + queue).GET()).body())
                .contains("<Body>a&amp;b c</Body>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT", "DELETE"})
    void only_GET_and_POST_call_an_operation(String method) {
        String queue = queue("query-method-" + method);

        HttpResponse<String> response = send(
                to(queue + "?Action=SendMessage&MessageBody=x").method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
        if (!method.equals("HEAD")) {
            assertThat(element("Code", response.body())).isEqualTo("MethodNotAllowed");
        }
        assertThat(answer(queue, "Action=ReceiveMessage")).doesNotContain("<Message>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Sec-Fetch-Site: cross-site",
                "Accept-Language: en",
                "Referer: http://127.0.0.1/",
            })
    void a_page_in_a_browser_calls_nothing_by_GET(String header) {
        String[] parts = header.split(": ");

        HttpResponse<String> response = send(to("/?Action=CreateQueue&QueueName=query-page-get")
                .header(parts[0], parts[1])
                .GET());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(answer("/", "Action=ListQueues&QueueNamePrefix=query-page")).doesNotContain("<QueueUrl>");
    }

    @Test
    void a_page_in_a_browser_calls_nothing() {
        HttpResponse<String> response = send(to("/").header("Content-Type", FORM)
                .header("Origin", "http://evil.example")
                .POST(ofString("Action=CreateQueue&QueueName=query-page")));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(answer("/", "Action=ListQueues&QueueNamePrefix=query-page")).doesNotContain("<QueueUrl>");
    }
}
