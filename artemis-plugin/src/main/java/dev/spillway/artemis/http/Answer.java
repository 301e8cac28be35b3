/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import dev.spillway.artemis.wire.WireError;
import dev.spillway.artemis.wire.WireProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/** The HTTP answers to one request, written straight into a pooled buffer. */
record Answer(ByteBufAllocator memory, String requestId) {

    private static final AsciiString REQUEST_ID = AsciiString.cached("x-amzn-RequestId");
    private static final AsciiString QUERY_ERROR = AsciiString.cached("x-amzn-query-error");
    private static final int USUAL_SIZE = 512;

    /** @throws RuntimeException if the shape can't be written */
    FullHttpResponse success(WireProtocol protocol, SdkPojo shape) {
        ByteBuf body = body(out -> protocol.write(shape, requestId, out));
        return response(HttpResponseStatus.OK, protocol.contentType(), body);
    }

    FullHttpResponse error(WireProtocol protocol, AwsServiceException error) {
        WireError[] told = new WireError[1];
        ByteBuf body = body(out -> told[0] = protocol.writeError(error, requestId, out));
        FullHttpResponse response =
                response(HttpResponseStatus.valueOf(told[0].status()), protocol.contentType(), body);
        String queryError = told[0].queryError();
        if (queryError != null) {
            response.headers().set(QUERY_ERROR, queryError);
        }
        return response;
    }

    FullHttpResponse text(String text) {
        ByteBuf body = body(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        return response(HttpResponseStatus.OK, "text/plain; charset=utf-8", body);
    }

    private FullHttpResponse response(HttpResponseStatus status, String contentType, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, body, new DefaultHttpHeaders(), EmptyHttpHeaders.INSTANCE);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes())
                .set(REQUEST_ID, requestId);
        return response;
    }

    private ByteBuf body(Content content) {
        ByteBuf body = memory.ioBuffer(USUAL_SIZE);
        boolean whole = false;
        try (OutputStream out = new ByteBufOutputStream(body)) {
            content.writeTo(out);
            whole = true;
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!whole) {
                body.release();
            }
        }
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
