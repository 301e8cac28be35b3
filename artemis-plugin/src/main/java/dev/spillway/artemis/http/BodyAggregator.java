/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;

/**
 * Collects the body of a request and asks for it where the client waits for 100-continue. A body that is too long is
 * read to its end and dropped: a client that is still sending would not see the answer if the connection was closed. The
 * request then goes on without its body, with {@link TooLarge} as its result, so that it is answered in its turn.
 */
final class BodyAggregator extends HttpObjectAggregator {

    BodyAggregator(int limit) {
        super(limit);
    }

    @Override
    protected @Nullable Object newContinueResponse(HttpMessage start, int limit, ChannelPipeline pipeline) {
        boolean refused = start.decoderResult().isFailure() || HttpUtil.getContentLength(start, 0L) > limit;
        return refused ? null : super.newContinueResponse(start, limit, pipeline);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        HttpRequest request = (HttpRequest) oversized;
        FullHttpRequest bodiless =
                new DefaultFullHttpRequest(request.protocolVersion(), request.method(), request.uri());
        bodiless.headers().set(request.headers());
        bodiless.setDecoderResult(DecoderResult.failure(new TooLarge(maxContentLength())));
        ctx.fireChannelRead(bodiless);
    }

    /** Says that the body of a request was longer than the limit. */
    static final class TooLarge extends RuntimeException {

        final int limit;

        TooLarge(int limit) {
            super("longer than " + limit + " bytes", null, false, false);
            this.limit = limit;
        }
    }
}
