/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import dev.spillway.artemis.wire.Call;
import dev.spillway.artemis.wire.Clients;
import dev.spillway.artemis.wire.WireErrors;
import dev.spillway.artemis.wire.WireProtocol;
import dev.spillway.artemis.wire.WireRequest;
import io.netty.buffer.ByteBufInputStream;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.AsciiString;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Answers the requests of one connection, one after the other in the order they came in. It goes on reading while an
 * operation runs, for that is how it learns that the client went away. All its state belongs to the channel's event loop.
 */
final class RequestHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);
    private static final AsciiString TARGET = AsciiString.cached("X-Amz-Target");

    /** With so many requests behind the running one, reading stops until it is answered. */
    private static final int MAX_PIPELINED = 16;

    /** Likewise with bodies of so many bytes: nobody has verified yet whose they are. */
    private static final int MAX_PIPELINED_BYTES = HttpEndpoint.SMALL_BODY;

    private final Callers callers;
    private final boolean open;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
    private @Nullable CompletableFuture<? extends SdkPojo> running;
    private long waitingBytes;
    private boolean closing;

    /** @param open whether requests need no signature */
    RequestHandler(Callers callers, boolean open) {
        this.callers = callers;
        this.open = open;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        FullHttpRequest request = (FullHttpRequest) message;
        if (closing) {
            request.release();
            return;
        }
        waiting.add(request);
        waitingBytes += request.content().readableBytes();
        next(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        next(ctx);
        ctx.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stop();
        if (running != null) {
            running.cancel(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof IdleStateEvent) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException || cause instanceof CodecException) {
            LOG.debug("Connection {} broke", ctx.channel(), cause);
        } else {
            LOG.error("Connection {} is closed for an internal error", ctx.channel(), cause);
        }
        ctx.close();
    }

    private void next(ChannelHandlerContext ctx) {
        while (running == null && ctx.channel().isWritable()) {
            FullHttpRequest request = waiting.poll();
            if (request == null) {
                break;
            }
            waitingBytes -= request.content().readableBytes();
            try {
                handle(ctx, request);
            } finally {
                request.release();
            }
        }
        ctx.channel().config().setAutoRead(waiting.size() < MAX_PIPELINED && waitingBytes < MAX_PIPELINED_BYTES);
    }

    private void handle(ChannelHandlerContext ctx, FullHttpRequest request) {
        boolean keepAlive = Admission.keepsAlive(request);
        Answer answer = new Answer(ctx.alloc(), requestId());
        WireProtocol protocol = WireProtocol.FALLBACK;
        try {
            Admission.check(request, open);
            if (Greeting.isFor(request)) {
                send(ctx, answer.text(Greeting.TEXT), keepAlive);
                return;
            }
            WireRequest wire = wire(request);
            protocol = WireProtocol.of(wire);
            Admission.checkBody(request);
            Clients clients = callers.of(request);
            Call call = protocol.read(wire);
            await(ctx, call.on(clients), answer, protocol, keepAlive);
        } catch (RuntimeException e) {
            send(ctx, failure(answer, protocol, e), keepAlive);
        }
    }

    private void await(
            ChannelHandlerContext ctx,
            CompletableFuture<? extends SdkPojo> future,
            Answer answer,
            WireProtocol protocol,
            boolean keepAlive) {
        if (future.isDone()) {
            future.whenComplete((shape, e) -> send(ctx, response(answer, protocol, shape, e), keepAlive));
            return;
        }
        running = future;
        future.whenComplete((shape, e) -> ctx.executor().execute(() -> {
            running = null;
            if (ctx.channel().isActive()) {
                send(ctx, response(answer, protocol, shape, e), keepAlive);
                next(ctx);
                ctx.flush();
            }
        }));
    }

    private static FullHttpResponse response(
            Answer answer, WireProtocol protocol, @Nullable SdkPojo shape, @Nullable Throwable failure) {
        if (shape == null) {
            return failure(
                    answer,
                    protocol,
                    failure == null ? new IllegalStateException("the operation has no answer") : failure);
        }
        try {
            return answer.success(protocol, shape);
        } catch (RuntimeException e) {
            return failure(answer, protocol, e);
        }
    }

    private static FullHttpResponse failure(Answer answer, WireProtocol protocol, Throwable failure) {
        AwsServiceException told = WireErrors.of(failure, answer.requestId());
        if (told.statusCode() == 500) {
            LOG.error("Request {} failed", answer.requestId(), failure);
        }
        return answer.error(protocol, told);
    }

    private void send(ChannelHandlerContext ctx, FullHttpResponse response, boolean keepAlive) {
        HttpUtil.setKeepAlive(response, keepAlive);
        if (keepAlive) {
            ctx.write(response, ctx.voidPromise());
        } else {
            stop();
            ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void stop() {
        closing = true;
        FullHttpRequest request;
        while ((request = waiting.poll()) != null) {
            request.release();
        }
        waitingBytes = 0;
    }

    private static WireRequest wire(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        return new WireRequest(
                request.method().name(),
                request.uri(),
                headers.get(TARGET),
                headers.get(HttpHeaderNames.CONTENT_TYPE),
                new ByteBufInputStream(request.content()));
    }

    /** A version 4 UUID; it only has to tell requests apart, so no entropy is spent on it. */
    private static String requestId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }
}
