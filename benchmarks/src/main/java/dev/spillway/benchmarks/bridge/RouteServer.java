/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.benchmarks.bridge;

import com.sun.net.httpserver.HttpServer;
import dev.spillway.benchmarks.requests.RequestCount;
import dev.spillway.benchmarks.server.ServerProcess;
import dev.spillway.sqs.DirectSqsClient;
import dev.spillway.sqs.http.Apache5AsyncHttpClient;
import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.spi.RouteController;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One route in an application of Camel Main; over HTTP it tells how many requests it has made of SQS, stops and starts. */
final class RouteServer {

    /** What {@link #main} reads from its folder: what the route's placeholders stand for, and the keys below. */
    static final String FILE = "route.properties";

    /** Where Camel finds the route. */
    static final String ROUTE = "route";

    /** The endpoint of SQS. */
    static final String ENDPOINT = "endpoint";

    /** The URL of the broker. */
    static final String BROKER = "broker";

    /** The path that tells how many requests were made. */
    static final String REQUESTS = "/requests";

    /** The path that stops the route, once it has finished what it holds. */
    static final String STOP = "/stop";

    /** The path that starts it again. */
    static final String START = "/start";

    private RouteServer() {}

    /** @param arguments the folder with the file */
    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(arguments[0], FILE))) {
            properties.load(file);
        }
        URI endpoint = URI.create(properties.getProperty(ENDPOINT));
        RequestCount count = new RequestCount();
        Main main = new Main();
        ActiveMQConnectionFactory broker = new ActiveMQConnectionFactory(properties.getProperty(BROKER));
        main.bind("broker", broker);
        main.bind("pool", pool(broker));
        main.bind("sqs", count.at(endpoint, SqsClient.builder()).build());
        main.bind(
                "sqsAsync",
                DirectSqsClient.build(
                        count.at(endpoint, SqsAsyncClient.builder()),
                        defaults -> Apache5AsyncHttpClient.builder()
                                .maxConnections(1_000)
                                .buildWithDefaults(defaults),
                        false));
        properties.stringPropertyNames().forEach(name -> main.addInitialProperty(name, properties.getProperty(name)));
        main.configure()
                .withRoutesIncludePattern(
                        "classpath:dev/spillway/camel/templates/*.camel.yaml," + properties.getProperty(ROUTE));
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport main) {
                try {
                    ServerProcess.ready(serve(count, main.getCamelContext().getRouteController())
                            .toString());
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        });
        main.run();
        System.exit(main.getExitCode());
    }

    private static JmsPoolConnectionFactory pool(ConnectionFactory broker) {
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(broker);
        pool.setMaxConnections(10);
        return pool;
    }

    private static URI serve(RequestCount count, RouteController routes) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(server, REQUESTS, () -> count.requests().toText());
        answer(server, STOP, () -> {
            routes.stopAllRoutes();
            return "stopped";
        });
        answer(server, START, () -> {
            routes.startAllRoutes();
            return "started";
        });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpServer server, String path, Callable<String> what) {
        server.createContext(path, exchange -> {
            byte[] answer;
            try {
                answer = what.call().getBytes(StandardCharsets.US_ASCII);
            } catch (Exception e) {
                throw new IOException(e);
            }
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
    }
}
