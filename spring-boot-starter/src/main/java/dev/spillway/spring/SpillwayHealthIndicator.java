/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.spring;

import dev.spillway.jms.SpillwayConnectionFactory;
import jakarta.jms.JMSException;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/**
 * Up while the service answers. Spring Boot's own indicator of JMS opens a connection, which with SQS asks nobody for
 * anything.
 */
final class SpillwayHealthIndicator extends AbstractHealthIndicator {

    private final SpillwayConnectionFactory factory;

    SpillwayHealthIndicator(SpillwayConnectionFactory factory) {
        super("SQS does not answer");
        this.factory = factory;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws JMSException {
        factory.ping();
        health.up();
    }
}
