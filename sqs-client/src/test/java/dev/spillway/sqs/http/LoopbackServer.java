/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.sqs.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** An HTTP server on loopback that answers, byte for byte, what a test says. */
final class LoopbackServer implements AutoCloseable {

    /** What is done with each request. */
    @FunctionalInterface
    interface Script {
        void answer(Request request, Connection connection) throws IOException;
    }

    /** @param headers as they came */
    record Request(String line, List<String> headers, byte[] content) {

        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    final AtomicInteger connected = new AtomicInteger();
    final AtomicInteger gone = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server;
    private final Script script;
    private final String scheme;

    private LoopbackServer(String scheme, ServerSocket server, Script script) {
        this.scheme = scheme;
        this.script = script;
        this.server = server;
        threads.execute(this::accept);
    }

    static LoopbackServer http(Script script) throws IOException {
        return new LoopbackServer("http", listener(ServerSocketFactory.getDefault()), script);
    }

    /** @param versions of TLS; none for all that there are */
    static LoopbackServer https(ServerSocketFactory factory, Script script, String... versions) throws IOException {
        ServerSocket server = listener(factory);
        if (versions.length > 0) {
            ((SSLServerSocket) server).setEnabledProtocols(versions);
        }
        return new LoopbackServer("https", server, script);
    }

    private static ServerSocket listener(ServerSocketFactory factory) throws IOException {
        return factory.createServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    }

    int port() {
        return server.getLocalPort();
    }

    URI uri(String path) {
        return URI.create(scheme + "://localhost:" + port() + path);
    }

    /** Without a word; the listener stays. */
    void closeConnections() {
        sockets.forEach(LoopbackServer::close);
    }

    @Override
    public void close() {
        close(server);
        closeConnections();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                connected.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException | RuntimeException e) {
                // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Connection connection = new Connection(socket);
            for (Request request = connection.read(); request != null; request = connection.read()) {
                requests.add(request);
                script.answer(request, connection);
            }
        } catch (IOException e) {
            // the other side went
        } finally {
            gone.incrementAndGet();
            sockets.remove(socket);
        }
    }

    private static void close(Closeable what) {
        try {
            what.close();
        } catch (IOException e) {
            // closed
        }
    }

    static final class Connection {

        final Socket socket;
        private final InputStream in;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            in = socket.getInputStream();
        }

        void ok(String content) throws IOException {
            ok(content.getBytes(StandardCharsets.UTF_8));
        }

        void ok(byte[] content) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(("HTTP/1.1 200 OK\r\nContent-Length: " + content.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            all.writeBytes(content);
            all.writeTo(socket.getOutputStream());
        }

        void send(String bytes) throws IOException {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Until the other side is gone. */
        void holdOn() throws IOException {
            while (in.read() >= 0) {}
        }

        private Request read() throws IOException {
            String line = line();
            if (line.isEmpty()) {
                return null;
            }
            List<String> headers = new ArrayList<>();
            int length = 0;
            for (String header = line(); !header.isEmpty(); header = line()) {
                headers.add(header);
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            return new Request(line, headers, in.readNBytes(length));
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                line.write(b);
            }
            return line.toString(StandardCharsets.ISO_8859_1).strip();
        }
    }
}
