/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import jakarta.jms.ConnectionFactory;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * The template jms-request-sqs-reply in an application of its own. Its queues are called after that of the requests:
 * {@code .dead} in the broker, {@code -sqs}, {@code -replies} and {@code -dead} of SQS.
 */
final class RequestRoute implements AutoCloseable {

    private final DefaultCamelContext camel = new DefaultCamelContext();

    RequestRoute(ConnectionFactory broker, SqsAsyncClient sqs, String requests) throws Exception {
        this(broker, sqs, requests, 5);
    }

    RequestRoute(ConnectionFactory broker, SqsAsyncClient sqs, String requests, int poisonAfter) throws Exception {
        camel.getRegistry().bind("broker", ConnectionFactory.class, broker);
        camel.getRegistry().bind("sqs", sqs);
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveMandatoryResource(
                        camel, "classpath:dev/spillway/camel/templates/jms-request-sqs-reply.camel.yaml"));
        camel.start();
        TemplatedRouteBuilder.builder(camel, "jms-request-sqs-reply")
                .parameter("connectionFactory", "#broker")
                .parameter("jmsQueue", requests)
                .parameter("deadLetterQueue", requests + ".dead")
                .parameter("client", "#sqs")
                .parameter("sqsQueue", requests + "-sqs")
                .parameter("sqsReplyQueue", requests + "-replies")
                .parameter("sqsDeadLetterQueue", requests + "-dead")
                .parameter("replySecret", "a secret & more of the test")
                .parameter("waitTimeSeconds", "1")
                .parameter("visibilityTimeout", "2")
                .parameter("concurrentConsumers", "2")
                .parameter("firstProbeMillis", "1")
                .parameter("maxProbeMillis", "10")
                .parameter("poisonAfter", Integer.toString(poisonAfter))
                .add();
    }

    @Override
    public void close() {
        camel.stop();
    }
}
