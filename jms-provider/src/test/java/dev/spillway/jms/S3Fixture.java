/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import dev.spillway.mapping.FakeS3;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.payloadoffloading.PayloadS3Pointer;

/** A bucket that is close at hand, and a connection that uses it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
abstract class S3Fixture {

    static final long SOON = 20_000;
    static final int LARGE = 5 << 20;

    @RegisterExtension
    static final LoopbackBroker BROKER = new LoopbackBroker();

    private static int queues;

    final FakeS3 s3 = new FakeS3();
    final List<JMSException> told = new CopyOnWriteArrayList<>();
    final String name = "large-" + ++queues;
    Connection connection;

    SpillwayConnectionFactory factory;

    @AfterEach
    void close() {
        if (factory != null) {
            factory.close();
        }
        s3.close();
    }

    Session connect(int mode, String... options) throws JMSException {
        factory = new SpillwayConnectionFactory(
                "spillway:" + BROKER.endpoint() + "?createDestinations=true&" + String.join("&", options));
        connection = factory.createConnection();
        connection.setExceptionListener(told::add);
        connection.start();
        return connection.createSession(mode);
    }

    Session withBucket(int mode, String... options) throws JMSException {
        String more = options.length == 0 ? "" : "&" + String.join("&", options);
        return connect(mode, "s3Bucket=payloads&s3Endpoint=" + s3.uri() + more);
    }

    Session withBucket() throws JMSException {
        return withBucket(Session.AUTO_ACKNOWLEDGE);
    }

    static String large() {
        return "größer ".repeat(LARGE / 8);
    }

    String url() {
        return BROKER.client().createQueue(request -> request.queueName(name)).queueUrl();
    }

    void pointerSent(String bucket, String key, String attribute) {
        BROKER.client()
                .sendMessage(request -> request.queueUrl(url())
                        .messageBody(new PayloadS3Pointer(bucket, key).toJson())
                        .messageAttributes(Map.of(
                                attribute,
                                MessageAttributeValue.builder()
                                        .dataType("Number")
                                        .stringValue("5")
                                        .build())));
    }
}
