/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * AWS JSON, with {@code X-Amz-Target} naming the operation.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>
 */
final class JsonProtocol implements WireProtocol {

    static final JsonProtocol JSON_1_0 = new JsonProtocol("application/x-amz-json-1.0");

    private final String contentType;

    private final Map<String, Operation<SqsAsyncClient>> sqs = SqsOperations.ALL.stream()
            .collect(Collectors.toUnmodifiableMap(row -> SqsOperations.TARGET + "." + row.name(), Function.identity()));

    private JsonProtocol(String contentType) {
        this.contentType = contentType;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public Call read(WireRequest request) {
        String target = request.target();
        Operation<SqsAsyncClient> operation = target == null ? null : sqs.get(target);
        if (operation == null) {
            throw WireErrors.unknownOperation(String.valueOf(target));
        }
        SdkPojo input = operation.newRequest().get();
        JsonReader.read(request.body(), input);
        return clients -> operation.call(clients.sqs(), input);
    }

    @Override
    public void write(SdkPojo answer, String requestId, OutputStream out) throws IOException {
        JsonWriter.write(answer, out);
    }

    @Override
    public WireError writeError(AwsServiceException error, String requestId, OutputStream out) throws IOException {
        return JsonError.write(error, out);
    }
}
