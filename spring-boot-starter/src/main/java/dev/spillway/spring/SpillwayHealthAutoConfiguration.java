/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.spring;

import dev.spillway.jms.SpillwayConnectionFactory;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The health {@code spillway}, unless {@code management.health.spillway.enabled} is false. */
@AutoConfiguration(after = SpillwayJmsAutoConfiguration.class)
@ConditionalOnClass(HealthIndicator.class)
@ConditionalOnBean(SpillwayConnectionFactory.class)
@ConditionalOnEnabledHealthIndicator("spillway")
public class SpillwayHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "spillwayHealthIndicator")
    SpillwayHealthIndicator spillwayHealthIndicator(SpillwayConnectionFactory factory) {
        return new SpillwayHealthIndicator(factory);
    }
}
