/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spillway.jms.SpillwayConnectionFactory;
import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.metrics.MicrometerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.ConnectionFactory;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.core.JmsTemplate;

/** What the auto-configuration makes, and when it makes nothing. */
class SpillwayJmsAutoConfigurationTest {

    /** A port on which nobody listens. */
    private static final String NOWHERE = "spillway.jms.uri=spillway:http://127.0.0.1:1";

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    SpillwayJmsAutoConfiguration.class,
                    SpillwayHealthAutoConfiguration.class,
                    JmsAutoConfiguration.class));

    @Test
    void properties_are_set_on_the_factory() {
        application
                .withPropertyValues(
                        NOWHERE,
                        "spillway.jms.region=eu-west-1",
                        "spillway.jms.prefetch=20",
                        "spillway.jms.create-destinations=true",
                        "spillway.jms.visibilityTimeout=60")
                .run(context -> {
                    SpillwayConnectionFactory factory = context.getBean(SpillwayConnectionFactory.class);
                    assertThat(factory.getUri()).isEqualTo("spillway:http://127.0.0.1:1");
                    assertThat(factory.getRegion()).isEqualTo("eu-west-1");
                    assertThat(factory.getPrefetch()).isEqualTo(20);
                    assertThat(factory.isCreateDestinations()).isTrue();
                    assertThat(factory.getVisibilityTimeout()).isEqualTo(60);
                });
    }

    @Test
    void a_property_that_does_not_exist_stops_the_application() {
        application
                .withPropertyValues("spillway.jms.prefech=20")
                .run(context ->
                        assertThat(context).getFailure().rootCause().hasMessageContaining("spillway.jms.prefech"));
    }

    @Test
    void a_uri_that_is_wrong_stops_the_application() {
        application
                .withPropertyValues("spillway.jms.uri=activemq:tcp://localhost")
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void templates_get_springs_cache_of_sessions_unless_it_is_switched_off() {
        application.withPropertyValues(NOWHERE).run(context -> {
            ConnectionFactory used = context.getBean(JmsTemplate.class).getConnectionFactory();
            assertThat(used).isInstanceOf(CachingConnectionFactory.class);
            assertThat(((CachingConnectionFactory) used).getTargetConnectionFactory())
                    .isSameAs(context.getBean(SpillwayConnectionFactory.class));
        });
        application
                .withPropertyValues(NOWHERE, "spring.jms.cache.enabled=false")
                .run(context -> assertThat(context.getBean(JmsTemplate.class).getConnectionFactory())
                        .isInstanceOf(SpillwayConnectionFactory.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFactory {
        @Bean
        ConnectionFactory ownFactory() {
            return (ConnectionFactory) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ConnectionFactory.class},
                    (proxy, method, arguments) -> method.getName().equals("hashCode") ? 1 : null);
        }
    }

    @Test
    void it_backs_off_from_a_factory_of_the_application() {
        application.withUserConfiguration(OwnFactory.class).run(context -> {
            assertThat(context).hasSingleBean(ConnectionFactory.class);
            assertThat(context).doesNotHaveBean(SpillwayConnectionFactory.class);
            assertThat(context).doesNotHaveBean(SpillwayHealthIndicator.class);
        });
    }

    @Test
    void it_backs_off_where_a_class_is_missing() {
        application
                .withClassLoader(new FilteredClassLoader(SpillwayConnectionFactory.class))
                .run(context -> assertThat(context).doesNotHaveBean(ConnectionFactory.class));
        application
                .withPropertyValues(NOWHERE)
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class, HealthIndicator.class))
                .run(context -> {
                    assertThat(context).hasSingleBean(SpillwayConnectionFactory.class);
                    assertThat(context).doesNotHaveBean(JmsMetrics.class);
                });
    }

    @Test
    void a_registry_gets_the_meters() {
        application
                .withPropertyValues(NOWHERE)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context.getBean(JmsMetrics.class)).isInstanceOf(MicrometerMetrics.class));
        application
                .withPropertyValues(NOWHERE)
                .run(context -> assertThat(context).doesNotHaveBean(JmsMetrics.class));
    }

    @Test
    void a_service_that_does_not_answer_is_down() {
        application
                .withPropertyValues(NOWHERE)
                .run(context -> assertThat(context.getBean(SpillwayHealthIndicator.class)
                                .health()
                                .getStatus())
                        .isEqualTo(Status.DOWN));
        application
                .withPropertyValues(NOWHERE, "management.health.spillway.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(SpillwayHealthIndicator.class));
    }

    @Test
    void the_metadata_names_every_property_of_the_factory() throws Exception {
        Set<String> properties = Arrays.stream(Introspector.getBeanInfo(SpillwayConnectionFactory.class, Object.class)
                        .getPropertyDescriptors())
                .filter(property -> property.getWriteMethod() != null)
                .filter(property -> BeanUtils.isSimpleProperty(property.getPropertyType()))
                .map(PropertyDescriptor::getName)
                .map(name -> "spillway.jms." + name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> described = new TreeSet<>();
        try (InputStream metadata = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            String json = new String(metadata.readAllBytes(), StandardCharsets.UTF_8);
            Matcher name = Pattern.compile("\"name\": \"(spillway\\.jms\\.[^\"]+)\",\\s+\"type\"")
                    .matcher(json);
            while (name.find()) {
                described.add(name.group(1));
            }
        }

        assertThat(described).isEqualTo(properties);
    }
}
