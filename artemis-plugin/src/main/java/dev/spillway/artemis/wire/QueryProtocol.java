/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * AWS Query: a form with the parameter {@code Action}, by POST or as the query string of a GET, answered in XML. What SDKs spoke to Amazon SQS until late 2023.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS Query</a>
 */
final class QueryProtocol implements WireProtocol {

    static final QueryProtocol SQS = new QueryProtocol();

    private static final String VERSION = "2012-11-05";
    private static final String NAMESPACE = "http://queue.amazonaws.com/doc/" + VERSION + "/";

    private static final String NO_QUEUE = "AWS.SimpleQueueService.NonExistentQueue";

    /** The message of that error, which has more words than in the JSON protocol. */
    private static final String NO_QUEUE_MESSAGE = "The specified queue does not exist for this wsdl version.";

    /** The errors whose status was another one than in the JSON protocol, where it is 400. */
    private static final Set<String> FORBIDDEN = Set.of("OverLimit", "AWS.SimpleQueueService.PurgeQueueInProgress");

    private static final String QUEUE_URL = "QueueUrl";

    private final Map<String, Operation<SqsAsyncClient>> operations =
            SqsOperations.ALL.stream().collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));

    private QueryProtocol() {}

    @Override
    public String contentType() {
        return "text/xml";
    }

    @Override
    public Call read(WireRequest request) {
        if (!request.method().equals("POST") && !request.method().equals("GET")) {
            throw WireErrors.methodNotAllowed(request.method(), "GET or POST");
        }
        QueryParameters parameters = QueryParameters.of(request);
        Operation<SqsAsyncClient> operation = operation(parameters);
        SdkPojo input = operation.newRequest().get();
        new QueryReader(operation.name()).read(parameters, input);
        takeQueueFromPath(input, parameters, request.uri());
        return clients -> operation.call(clients.sqs(), input);
    }

    private Operation<SqsAsyncClient> operation(QueryParameters parameters) {
        String action = parameters.text("Action");
        if (action == null) {
            throw WireErrors.missingAction();
        }
        String version = parameters.text("Version");
        if (version != null && !version.equals(VERSION)) {
            throw WireErrors.noSuchVersion(version, VERSION);
        }
        Operation<SqsAsyncClient> operation = operations.get(action);
        if (operation == null) {
            throw WireErrors.invalidAction(action);
        }
        return operation;
    }

    /** A request that is sent to a queue's own address need not name it again. */
    private static void takeQueueFromPath(SdkPojo input, QueryParameters parameters, String uri) {
        SdkField<?> queue = input.sdkFieldNameToField().get(QUEUE_URL);
        int end = uri.indexOf('?');
        String path = end < 0 ? uri : uri.substring(0, end);
        if (queue != null && path.length() > 1 && parameters.text(QUEUE_URL) == null) {
            queue.set(input, path);
        }
    }

    @Override
    public void write(SdkPojo answer, String requestId, OutputStream out) throws IOException {
        String response = answer.getClass().getSimpleName();
        String operation = response.substring(0, response.length() - "Response".length());
        XmlText xml = new XmlText().open(response, NAMESPACE);
        List<SdkField<?>> fields = answer.sdkFields();
        if (!fields.isEmpty()) {
            xml.open(operation + "Result");
            new QueryWriter(operation, xml).write(answer);
            xml.close(operation + "Result");
        }
        xml.open("ResponseMetadata").element("RequestId", requestId).close("ResponseMetadata");
        xml.close(response).writeTo(out);
    }

    @Override
    public WireError writeError(AwsServiceException error, String requestId, OutputStream out) throws IOException {
        ErrorCode told = ErrorCode.of(error);
        XmlText xml = new XmlText().open("ErrorResponse", NAMESPACE).open("Error");
        xml.element("Type", told.fault()).element("Code", told.code());
        String message = told.code().equals(NO_QUEUE) ? NO_QUEUE_MESSAGE : told.message();
        if (message != null) {
            xml.element("Message", message);
        }
        xml.empty("Detail").close("Error").element("RequestId", requestId);
        xml.close("ErrorResponse").writeTo(out);
        return new WireError(FORBIDDEN.contains(told.code()) ? 403 : told.status(), null);
    }
}
