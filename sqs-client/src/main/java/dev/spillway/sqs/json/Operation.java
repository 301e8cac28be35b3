/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import software.amazon.awssdk.services.sqs.model.SqsRequest;
import software.amazon.awssdk.services.sqs.model.SqsResponse;

/**
 * An operation on messages.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 */
public abstract class Operation<Q extends SqsRequest, A extends SqsResponse> {

    private final String name;
    private final int entryBytes;

    /** @param entryBytes what an entry's request has about, to begin with */
    Operation(String name, int entryBytes) {
        this.name = name;
        this.entryBytes = entryBytes;
    }

    /** As AWS names it. */
    public final String name() {
        return name;
    }

    /**
     * The request's content.
     *
     * @throws IOException if it can't be written: it has half a surrogate pair, for example
     */
    public final byte[] content(Q request) throws IOException {
        return Json.write(entryBytes * 10, generator -> {
            generator.writeStartObject();
            write(request, generator);
            generator.writeEndObject();
        });
    }

    /**
     * The answer.
     *
     * @param content of an answer that the service gave with the status 200
     * @throws IOException if it is not in the form of this operation's answers
     * @throws ChecksumMismatch if what the service has, or had, is not what came or went
     */
    public final A answer(Q request, byte[] content, boolean checked) throws IOException {
        return Json.read(content, parser -> read(request, parser, checked));
    }

    /** Writes the members of the request. */
    abstract void write(Q request, JsonGenerator json) throws IOException;

    /** Reads the members of the answer, whose object has begun, to its end. */
    abstract A read(Q request, JsonParser json, boolean checked) throws IOException;
}
