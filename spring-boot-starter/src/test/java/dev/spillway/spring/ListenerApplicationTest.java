/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsTemplate;

/** An application with a listener and a template, over a broker in its process. */
class ListenerApplicationTest {

    @TempDir
    Path data;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        SpillwayJmsAutoConfiguration.class,
        SpillwayHealthAutoConfiguration.class,
        JmsAutoConfiguration.class
    })
    static class Shop {

        final List<String> orders = new CopyOnWriteArrayList<>();

        @JmsListener(destination = "orders", concurrency = "2")
        void receive(String order) {
            if (order.equals("fails once") && !orders.contains("failing")) {
                orders.add("failing");
                throw new IllegalStateException("for the test");
            }
            orders.add(order);
        }

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    @Test
    void a_listener_gets_what_a_template_sends_and_gets_again_what_it_failed_on() {
        SpringApplication application = new SpringApplication(Shop.class);
        try (ConfigurableApplicationContext context = application.run(
                "--spillway.jms.uri=spillway:embedded",
                "--spillway.jms.data=" + data,
                "--spillway.jms.create-destinations=true",
                "--spring.main.web-application-type=none",
                "--spring.main.banner-mode=off")) {
            JmsTemplate template = context.getBean(JmsTemplate.class);
            List<String> orders = context.getBean(Shop.class).orders;

            template.convertAndSend("orders", "42 lamps");
            template.convertAndSend("orders", "fails once");

            await().atMost(Duration.ofSeconds(30)).until(() -> orders.size() == 3);
            assertThat(orders).containsExactlyInAnyOrder("42 lamps", "failing", "fails once");
            assertThat(context.getBean(SpillwayHealthIndicator.class).health().getStatus())
                    .isEqualTo(Status.UP);
            assertThat(context.getBean(MeterRegistry.class)
                            .get("spillway.jms.redeliveries")
                            .counter()
                            .count())
                    .isPositive();
        }
    }
}
