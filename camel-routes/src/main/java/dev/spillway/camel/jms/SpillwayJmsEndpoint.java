/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.jms;

import dev.spillway.camel.message.ForeignNames;
import dev.spillway.camel.message.JmsMessages;
import dev.spillway.camel.message.ReplyDestinations;
import dev.spillway.camel.message.TrustedObjects;
import dev.spillway.camel.reply.ReplySeal;
import dev.spillway.camel.reply.RequestReply;
import dev.spillway.camel.route.BatchConsumer;
import dev.spillway.camel.route.BatchEndpoint;
import jakarta.jms.ConnectionFactory;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;

/** A queue of a JMS broker, whose messages go through a route in batches. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "spillway-jms",
        title = "Spillway JMS",
        syntax = "spillway-jms:queue",
        category = Category.MESSAGING)
public class SpillwayJmsEndpoint extends BatchEndpoint {

    @UriPath(description = "The queue's name, as the broker's createQueue takes it")
    @Metadata(required = true)
    private final String queue;

    @UriParam(description = "The broker's connection factory. Unpooled: each worker keeps a connection of its own.")
    @Metadata(required = true)
    private @Nullable ConnectionFactory connectionFactory;

    @UriParam(description = "How many messages a batch has at most", defaultValue = "100")
    private int batchSize = 100;

    @UriParam(description = "Where messages go that can't cross: a queue of the same broker. Needed to consume.")
    private @Nullable String deadLetterQueue;

    @UriParam(
            description =
                    "Where replies to the messages come from, the URI of an endpoint of batches; each goes to its requester."
                            + " Its options are given as replies.option. Without it, JMSReplyTo crosses as the queue of the same name.")
    private @Nullable String replies;

    @UriParam(
            description =
                    "Signs where a reply goes, which travels with its request: a secret of 16 characters at least,"
                            + " the same wherever the route runs. Needed with replies.",
            label = "security",
            secret = true)
    private @Nullable String replySecret;

    private Map<String, Object> repliesOptions = Map.of();

    private final ForeignNames names = new ForeignNames();

    public SpillwayJmsEndpoint(String uri, SpillwayJmsComponent component, String queue) {
        super(uri, component);
        this.queue = queue;
    }

    @Override
    public String queueName() {
        return queue;
    }

    @Override
    public Producer createProducer() {
        return new JmsBatchProducer(this, connectionFactory(), new ToQueue(queue));
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        JmsBatchConsumer consumer = replies == null
                ? new JmsBatchConsumer(this, processor, settings(), Leaving.byName(this::messages))
                : requestConsumer(processor, replies);
        configureConsumer(consumer);
        return consumer;
    }

    private JmsRequestConsumer requestConsumer(Processor processor, String replyUri) throws Exception {
        if (replySecret == null) {
            throw new IllegalArgumentException(getEndpointBaseUri() + " has replies and no replySecret");
        }
        String uri = URISupport.appendParametersToURI(replyUri, repliesOptions);
        if (!(getCamelContext().getEndpoint(uri) instanceof BatchEndpoint source)) {
            throw new IllegalArgumentException(
                    "replies is " + replyUri + "; it is the URI of a source of batches, such as spillway-sqs:queue");
        }
        RequestReply requestReply =
                new RequestReply(new ReplySeal(replySecret, source.queueName()), source.queueName());
        Producer toRequesters = new JmsBatchProducer(this, connectionFactory(), new ToRequester(requestReply));
        return new JmsRequestConsumer(
                this,
                processor,
                settings(),
                Leaving.asRequest(this::messages, requestReply),
                toRequesters,
                (BatchConsumer) source.createConsumer(toRequesters));
    }

    @Override
    public boolean isSingletonProducer() {
        return false;
    }

    private ConsumerSettings settings() {
        if (deadLetterQueue == null) {
            throw new IllegalArgumentException(
                    getEndpointUri() + " has no deadLetterQueue, where messages go that can't cross");
        }
        return new ConsumerSettings(connectionFactory(), queue, deadLetterQueue, batchSize);
    }

    private ConnectionFactory connectionFactory() {
        if (connectionFactory == null) {
            throw new IllegalArgumentException(
                    getEndpointUri() + " has no connectionFactory; connectionFactory=#name refers to one by its name");
        }
        return connectionFactory;
    }

    /** What arrives. */
    JmsMessages messages() {
        return messages(ReplyDestinations.BY_NAME);
    }

    private JmsMessages messages(ReplyDestinations replyDestinations) {
        return new JmsMessages(replyDestinations, TrustedObjects.NONE, names);
    }

    public void setConnectionFactory(ConnectionFactory connectionFactory) {
        this.connectionFactory = connectionFactory;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public void setReplies(String replies) {
        this.replies = replies;
    }

    public void setReplySecret(String replySecret) {
        this.replySecret = replySecret;
    }

    void setRepliesOptions(Map<String, Object> repliesOptions) {
        this.repliesOptions = repliesOptions;
    }

    public void setDeadLetterQueue(String deadLetterQueue) {
        this.deadLetterQueue = deadLetterQueue;
    }
}
