/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

/** What an application is told that sets a property which doesn't exist. */
class UnknownOptionFailureAnalyzerTest {

    private static FailureAnalysis analysisOf(String property) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SpillwayJmsAutoConfiguration.class))
                .withPropertyValues(property)
                .run(context -> failure.set(context.getStartupFailure()));
        return new UnknownOptionFailureAnalyzer().analyze(failure.get());
    }

    @ParameterizedTest
    @CsvSource({
        "prefech,prefetch",
        "create-destination,create-destinations",
        "createDestination,create-destinations",
        "visibility-timeouts,visibility-timeout",
        "Prefetch-Size,prefetch"
    })
    void it_names_the_nearest_property(String wrong, String right) {
        FailureAnalysis analysis = analysisOf("spillway.jms." + wrong + "=20");

        assertThat(analysis.getDescription())
                .containsIgnoringCase("no property 'spillway.jms." + wrong + "'")
                .contains("did you mean 'spillway.jms." + right + "'?");
        assertThat(analysis.getAction()).contains("spillway.jms.prefetch").doesNotContain("metrics", "s3-client");
    }

    @Test
    void failures_of_others_are_not_its_own() {
        assertThat(analysisOf("spillway.jms.uri=activemq:tcp://localhost")).isNull();
    }

    @Test
    void spring_boot_finds_it() {
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(FailureAnalyzer.class, FailureHandler.handleMessage((message, failure) -> {}));

        assertThat(analyzers).hasAtLeastOneElementOfType(UnknownOptionFailureAnalyzer.class);
    }
}
