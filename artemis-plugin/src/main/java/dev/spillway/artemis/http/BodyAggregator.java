/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import dev.spillway.artemis.wire.WireErrors;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpMessage;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Collects the body of a request and asks for it where the client waits for 100-continue. A body that is too long is
 * read to its end and dropped: a client that is still sending would not see the answer if the connection was closed. The
 * request then goes on without its body, with the error that it is answered with as its result, so that it is answered in
 * its turn.
 *
 * <p>A large body is collected only for a request whose head could be of a caller who is known, and within the budget of all
 * connections. What is small costs neither.
 */
final class BodyAggregator extends HttpObjectAggregator {

    private static final long UNKNOWN = -1;

    private final BodyBudget budget;
    private final @Nullable SignedAccess signedAccess;
    private @Nullable AwsServiceException refusal;
    private long taken;

    /** @param signedAccess who may call; {@code null} to admit whoever reaches the endpoint */
    BodyAggregator(int limit, BodyBudget budget, @Nullable SignedAccess signedAccess) {
        super(limit);
        this.budget = budget;
        this.signedAccess = signedAccess;
    }

    /** Called for each request, when its head is there. */
    @Override
    protected @Nullable Object newContinueResponse(HttpMessage start, int limit, ChannelPipeline pipeline) {
        giveBack();
        boolean broken = start.decoderResult().isFailure();
        refusal = broken ? null : refusal((HttpRequest) start, limit);
        return broken || refusal != null ? null : super.newContinueResponse(start, limit, pipeline);
    }

    private @Nullable AwsServiceException refusal(HttpRequest request, int limit) {
        long length = HttpUtil.isTransferEncodingChunked(request) ? UNKNOWN : HttpUtil.getContentLength(request, 0L);
        if (length != UNKNOWN && length <= HttpEndpoint.SMALL_BODY) {
            return null;
        }
        if (length > limit) {
            return WireErrors.requestTooLarge(limit);
        }
        if (signedAccess != null) {
            try {
                signedAccess.signatures().checkHead(request);
            } catch (AwsServiceException e) {
                return e;
            }
        }
        long needed = length == UNKNOWN ? limit : length;
        if (!budget.take(needed)) {
            return WireErrors.tooManyBodies();
        }
        taken = needed;
        return null;
    }

    @Override
    protected boolean isContentLengthInvalid(HttpMessage start, int limit) {
        return refusal != null;
    }

    @Override
    protected void finishAggregation(FullHttpMessage aggregated) throws Exception {
        super.finishAggregation(aggregated);
        giveBack();
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
        giveBack();
        HttpRequest request = (HttpRequest) oversized;
        FullHttpRequest bodiless =
                new DefaultFullHttpRequest(request.protocolVersion(), request.method(), request.uri());
        bodiless.headers().set(request.headers());
        AwsServiceException error = refusal == null ? WireErrors.requestTooLarge(maxContentLength()) : refusal;
        bodiless.setDecoderResult(DecoderResult.failure(error));
        ctx.fireChannelRead(bodiless);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) throws Exception {
        super.handlerRemoved(ctx);
        giveBack();
    }

    private void giveBack() {
        if (taken > 0) {
            budget.give(taken);
            taken = 0;
        }
    }
}
