/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which a request takes too long to arrive: one that sends a byte now and then is never idle, and holds
 * what it sent so far. Two handlers around the decoder share it: {@link #bytes} sees a request begin, and {@link #messages}
 * sees it whole. A request that came at once costs no timer.
 */
final class RequestDeadline {

    private final long nanos;
    private @Nullable ScheduledFuture<?> timer;
    private boolean whole = true;

    RequestDeadline(long time, TimeUnit unit) {
        this.nanos = unit.toNanos(time);
    }

    ChannelInboundHandlerAdapter bytes() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                whole = false;
                ctx.fireChannelRead(message);
                if (whole) {
                    stop();
                } else if (timer == null) {
                    start(ctx);
                }
            }

            @Override
            public void channelInactive(ChannelHandlerContext ctx) {
                stop();
                ctx.fireChannelInactive();
            }
        };
    }

    ChannelInboundHandlerAdapter messages() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                if (message instanceof HttpObject) {
                    whole = message instanceof LastHttpContent;
                }
                ctx.fireChannelRead(message);
            }
        };
    }

    private void start(ChannelHandlerContext ctx) {
        timer = ctx.executor().schedule(() -> over(ctx), nanos, TimeUnit.NANOSECONDS);
    }

    /** Whose bytes aren't read, since requests before are not answered yet, is not slow. */
    private void over(ChannelHandlerContext ctx) {
        if (ctx.channel().config().isAutoRead()) {
            ctx.close();
        } else {
            start(ctx);
        }
    }

    private void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
