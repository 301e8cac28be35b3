/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.nio.AsyncConnectionEndpoint;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/** Asks a proxy for a connection to a server, and speaks TLS with the server over that. */
final class Tunnel implements AsyncClientExchangeHandler {

    private final Connections connections;
    private final Destination destination;
    private final AsyncConnectionEndpoint connection;
    private final Acquisition.Receiver receiver;
    private final HttpContext context = HttpCoreContext.create();
    private final AtomicBoolean answered = new AtomicBoolean();

    private Tunnel(
            Connections connections,
            Destination destination,
            AsyncConnectionEndpoint connection,
            Acquisition.Receiver receiver) {
        this.connections = connections;
        this.destination = destination;
        this.connection = connection;
        this.receiver = receiver;
    }

    /** @param connection to the proxy; closed if there can be no tunnel */
    static void open(
            Connections connections,
            Destination destination,
            AsyncConnectionEndpoint connection,
            Acquisition.Receiver receiver) {
        Tunnel tunnel = new Tunnel(connections, destination, connection, receiver);
        try {
            connection.setSocketTimeout(Connections.timeout(connections.settings.connect()));
            connection.execute("", tunnel, null, tunnel.context);
        } catch (RuntimeException e) {
            tunnel.failed(e);
        }
    }

    /** What a proxy is told with CONNECT: the server, and who asks. */
    static void addHeaders(HttpRequest connect, Destination destination) {
        connect.addHeader(HttpHeaders.HOST, destination.route().getTargetHost().toHostString());
        Proxies.Proxy proxy = destination.proxy();
        if (proxy != null && proxy.authorization() != null) {
            connect.addHeader(HttpHeaders.PROXY_AUTHORIZATION, proxy.authorization());
        }
    }

    static boolean isOpened(HttpResponse response) {
        return response.getCode() / 100 == 2;
    }

    static IOException refused(Destination destination, HttpResponse response) {
        String hint = response.getCode() == 407
                ? ". Set the proxy's user and password (http.proxyUser, http.proxyPassword)."
                : "";
        return new IOException("no connection to " + destination + ": the proxy answered " + response.getCode() + " "
                + response.getReasonPhrase() + hint);
    }

    @Override
    public void produceRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        HttpHost target = destination.route().getTargetHost();
        BasicHttpRequest connect = new BasicHttpRequest(Method.CONNECT, target, target.toHostString());
        addHeaders(connect, destination);
        channel.sendRequest(connect, null, context);
    }

    @Override
    public void consumeResponse(HttpResponse response, EntityDetails entity, HttpContext context) {
        if (!isOpened(response)) {
            failed(refused(destination, response));
        } else if (answered.compareAndSet(false, true)) {
            connections.pool.upgrade(connection, null, context, new Secured());
        }
    }

    @Override
    public void failed(Exception cause) {
        if (answered.compareAndSet(false, true)) {
            fail(cause);
        }
    }

    private void fail(Exception cause) {
        connections.discard(connection);
        receiver.failed(cause);
    }

    @Override
    public void cancel() {
        failed(new ConnectionClosedException());
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public void produce(DataStreamChannel channel) {}

    @Override
    public void consumeInformation(HttpResponse response, HttpContext context) {}

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        channel.update(Integer.MAX_VALUE);
    }

    @Override
    public void consume(ByteBuffer content) {
        content.position(content.limit());
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {}

    @Override
    public void releaseResources() {}

    private final class Secured implements FutureCallback<AsyncConnectionEndpoint> {

        @Override
        public void completed(AsyncConnectionEndpoint secured) {
            connection.setSocketTimeout(Connections.timeout(connections.settings.write()));
            receiver.connected(connection);
        }

        @Override
        public void failed(Exception cause) {
            fail(cause);
        }

        @Override
        public void cancelled() {
            fail(new ConnectionClosedException());
        }
    }
}
