/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many messages wait in the queues of a broker that routes consume, by browsing them on a connection of its own: up to
 * {@value #MAX_MESSAGES} of each, and a second long, since JMS gives a message whole or not at all. One thread looks; any may close.
 */
final class JmsDepths implements AutoCloseable {

    static final int MAX_MESSAGES = 1_000;

    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ConnectionFactory factory;
    private final SourceSamples samples;
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    JmsDepths(ConnectionFactory factory, SourceSamples samples) {
        this.factory = factory;
        this.samples = samples;
    }

    void look(List<RoutePlan> plans) {
        for (RoutePlan plan : plans) {
            try {
                samples.found(plan, browse(plan.parameter("jmsQueue")));
            } catch (JMSException | RuntimeException failure) {
                samples.failed(plan, failure);
                giveUp(); // whether it is the queue's or the connection's, only a new one tells
            }
        }
        if (closed) {
            giveUp();
        }
    }

    private SourceSample browse(String queue) throws JMSException {
        Connection open = connection;
        if (open == null) {
            open = factory.createConnection();
            connection = open;
            open.start();
        }
        try (Session session = open.createSession(false, Session.AUTO_ACKNOWLEDGE);
                QueueBrowser browser = session.createBrowser(session.createQueue(queue))) {
            return count(browser.getEnumeration());
        }
    }

    private static SourceSample count(Enumeration<?> messages) throws JMSException {
        long began = System.nanoTime();
        long now = System.currentTimeMillis();
        long oldest = now;
        int count = 0;
        while (messages.hasMoreElements()) {
            if (count == MAX_MESSAGES || (count > 0 && System.nanoTime() - began > MAX_NANOS)) {
                return new SourceSample(count, true, now - oldest);
            }
            long sent = ((Message) messages.nextElement()).getJMSTimestamp(); // 0 where the sender has switched it off
            oldest = sent > 0 ? Math.min(oldest, sent) : oldest;
            count++;
        }
        return new SourceSample(count, false, now - oldest);
    }

    @Override
    public void close() {
        closed = true;
        giveUp();
    }

    private void giveUp() {
        Connection open = connection;
        connection = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (JMSException alreadyBroken) {
            // given up either way
        }
    }
}
