/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http;

import dev.spillway.artemis.aws.Caller;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.NettyRuntime;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The AWS endpoint: serves clients of the SDK over HTTP/1.1. It listens from its construction until {@link #close}.
 *
 * <p>Limits: {@value #MAX_CONNECTIONS} connections, bodies of {@value #MAX_BODY} bytes, headers of {@value #MAX_HEADERS} bytes, {@value #IDLE_SECONDS} s without
 * a byte on a connection, {@value #REQUEST_SECONDS} s from the first byte of a request to its last.
 */
public final class HttpEndpoint implements AutoCloseable {

    /** More are closed as they come. */
    static final int MAX_CONNECTIONS = 4_096;

    /** SQS admits 1 MiB of payload in a request; JSON may spell each byte of it as six, and ids and names come on top. */
    static final int MAX_BODY = (6 << 20) + (256 << 10);

    /** Bodies up to this many bytes are collected from whoever sends them; larger ones from callers who may be known. */
    static final int SMALL_BODY = 64 << 10;

    static final int MAX_HEADERS = 64 << 10;

    /** Above the longest poll (20 s), and above the 60 s that SDKs keep idle connections: they should close first. */
    static final int IDLE_SECONDS = 120;

    /** 6 MiB take that long at 1 Mbit/s. */
    static final int REQUEST_SECONDS = 65;

    private static final int MAX_REQUEST_LINE = 64 << 10;
    private static final long CLOSE_MILLIS = 900;

    private final BodyBudget budget;
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final EventLoopGroup loops;
    private final InetSocketAddress address;

    /**
     * @param sqs the SQS service as a caller sees it; asked once a connection and caller, not once a request
     * @throws IllegalArgumentException if the address is unknown, or not a loopback address where requests aren't verified
     * @throws UncheckedIOException if the port is in use or not allowed; the message says which
     */
    public HttpEndpoint(EndpointConfig config, Function<Caller, SqsAsyncClient> sqs) {
        this(
                config,
                sqs,
                MAX_CONNECTIONS,
                Math.max(4L * MAX_BODY, Runtime.getRuntime().maxMemory() / 8));
    }

    /** @param bodyBytes how many bytes of large bodies all connections together may be collecting */
    HttpEndpoint(EndpointConfig config, Function<Caller, SqsAsyncClient> sqs, int maxConnections, long bodyBytes) {
        budget = new BodyBudget(bodyBytes);
        InetAddress host = address(config);
        boolean epoll = Epoll.isAvailable();
        DefaultThreadFactory threads = new DefaultThreadFactory("spillway-http", true);
        // Nothing blocks them, so more than there are processors would only take turns.
        int count = NettyRuntime.availableProcessors();
        loops = epoll ? new EpollEventLoopGroup(count, threads) : new NioEventLoopGroup(count, threads);
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channels.add(channel);
                        // One of them is the port.
                        if (channels.size() > maxConnections + 1) {
                            channel.close();
                        } else {
                            serve(channel, sqs, config);
                        }
                    }
                })
                .bind(host, config.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw cannotListen(config, bound.cause());
        }
        channels.add(bound.channel());
        address = (InetSocketAddress) bound.channel().localAddress();
    }

    /** The TCP port that it listens on. */
    public int port() {
        return address.getPort();
    }

    /** Where clients on this machine reach it, for example {@code http://127.0.0.1:4566}. */
    public URI uri() {
        return uri(address);
    }

    /**
     * Closes the port and all connections, and cancels what they wait for. Takes less than a second. Not to be called by
     * the endpoint's own threads.
     */
    @Override
    public void close() {
        channels.close();
        loops.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void serve(Channel channel, Function<Caller, SqsAsyncClient> sqs, EndpointConfig config) {
        URI local = uri((InetSocketAddress) channel.localAddress());
        RequestDeadline deadline = new RequestDeadline(REQUEST_SECONDS, TimeUnit.SECONDS);
        channel.pipeline()
                .addLast(new IdleStateHandler(true, 0, 0, IDLE_SECONDS, TimeUnit.SECONDS))
                .addLast(deadline.bytes())
                .addLast(new HttpServerCodec(new HttpDecoderConfig()
                        .setMaxInitialLineLength(MAX_REQUEST_LINE)
                        .setMaxHeaderSize(MAX_HEADERS)))
                .addLast(deadline.messages())
                .addLast(new BodyAggregator(MAX_BODY, budget, config.signedAccess()))
                .addLast(new RequestHandler(new Callers(sqs, local, config), config.isOpen()));
    }

    private static InetAddress address(EndpointConfig config) {
        String bind = config.bind();
        InetAddress host;
        try {
            host = InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "'" + bind + "' is not an address of this machine, such as 127.0.0.1", e);
        }
        if (config.isOpen() && (bind.isBlank() || !host.isLoopbackAddress())) {
            throw new IllegalArgumentException("'" + bind
                    + "' is not a loopback address, such as 127.0.0.1: without credentials, everyone who reaches"
                    + " the endpoint may use it. Give a credentials file (--credentials FILE, or the plugin's"
                    + " property credentials) to be reached from other machines");
        }
        return host;
    }

    private static UncheckedIOException cannotListen(EndpointConfig config, Throwable cause) {
        boolean inUse = String.valueOf(cause.getMessage()).contains("in use");
        String why = inUse ? "the port is in use" : String.valueOf(cause.getMessage());
        return new UncheckedIOException(
                "the endpoint can't listen on " + config.bind() + ":" + config.port() + ": " + why,
                new IOException(cause));
    }

    private static URI uri(InetSocketAddress address) {
        InetAddress bound = address.getAddress();
        String host = (bound.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound).getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort());
    }
}
