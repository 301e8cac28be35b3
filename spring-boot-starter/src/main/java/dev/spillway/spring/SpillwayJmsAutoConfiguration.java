/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.spring;

import dev.spillway.jms.SpillwayConnectionFactory;
import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.metrics.MicrometerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.ConnectionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.JmsProperties;
import org.springframework.boot.autoconfigure.jms.JndiConnectionFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.activemq.ActiveMQAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * Makes a {@link SpillwayConnectionFactory} of the properties {@code spillway.jms.*}, unless the application has a
 * connection factory of its own. {@code JmsTemplate}s get it with Spring's cache of sessions ({@code spring.jms.cache.*});
 * listener containers get it as it is, since they keep their sessions themselves.
 */
@AutoConfiguration(
        after = JndiConnectionFactoryAutoConfiguration.class,
        before = {ActiveMQAutoConfiguration.class, ArtemisAutoConfiguration.class, JmsAutoConfiguration.class},
        afterName = "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({ConnectionFactory.class, SpillwayConnectionFactory.class, CachingConnectionFactory.class})
@ConditionalOnMissingBean(ConnectionFactory.class)
@EnableConfigurationProperties(JmsProperties.class)
public class SpillwayJmsAutoConfiguration {

    /** An unknown key under the prefix is refused, as is a value that the factory refuses. */
    @Bean(destroyMethod = "close")
    @ConfigurationProperties(prefix = "spillway.jms", ignoreUnknownFields = false)
    SpillwayConnectionFactory spillwayConnectionFactory(ObjectProvider<JmsMetrics> metrics) {
        SpillwayConnectionFactory factory = new SpillwayConnectionFactory();
        metrics.ifAvailable(factory::setMetrics);
        return factory;
    }

    @Bean
    @Primary
    @ConditionalOnProperty(prefix = "spring.jms.cache", name = "enabled", havingValue = "true", matchIfMissing = true)
    CachingConnectionFactory cachingConnectionFactory(SpillwayConnectionFactory factory, JmsProperties properties) {
        JmsProperties.Cache cache = properties.getCache();
        CachingConnectionFactory caching = new CachingConnectionFactory(factory);
        caching.setCacheConsumers(cache.isConsumers());
        caching.setCacheProducers(cache.isProducers());
        caching.setSessionCacheSize(cache.getSessionCacheSize());
        return caching;
    }

    /** The meters {@code spillway.jms.*}, where there is a registry. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Metrics {

        @Bean
        @ConditionalOnBean(MeterRegistry.class)
        @ConditionalOnMissingBean(JmsMetrics.class)
        JmsMetrics spillwayJmsMetrics(MeterRegistry registry) {
            return new MicrometerMetrics(registry);
        }
    }
}
