/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.nio.ByteBuffer;
import java.util.Iterator;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.async.SdkAsyncHttpResponseHandler;

/** What a server said, while and after it comes. */
final class Answer {

    private final HttpResponse head;
    private final ByteSink content;

    /** @param entity {@code null} if there is no content */
    Answer(HttpResponse head, @Nullable EntityDetails entity) {
        this.head = head;
        this.content = entity == null ? new ByteSink(0) : ByteSink.expecting(entity.getContentLength());
    }

    void add(ByteBuffer piece) {
        content.add(piece);
    }

    /** How long the connection may be idle: what the server says, but not longer than that. */
    TimeValue keepAlive(TimeValue maxIdle) {
        if (!head.containsHeader(HttpHeaders.KEEP_ALIVE)) {
            return maxIdle;
        }
        TimeValue said =
                DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(head, HttpCoreContext.create());
        boolean shorter = !TimeValue.isNonNegative(maxIdle) || said.compareTo(maxIdle) < 0;
        return TimeValue.isPositive(said) && shorter ? said : maxIdle;
    }

    void tell(SdkAsyncHttpResponseHandler handler) {
        handler.onHeaders(sdk());
        handler.onStream(new OneBuffer(content.whole()));
    }

    private SdkHttpResponse sdk() {
        SdkHttpResponse.Builder response =
                SdkHttpResponse.builder().statusCode(head.getCode()).statusText(head.getReasonPhrase());
        for (Iterator<Header> headers = head.headerIterator(); headers.hasNext(); ) {
            Header header = headers.next();
            response.appendHeader(header.getName(), header.getValue());
        }
        return response.build();
    }
}
