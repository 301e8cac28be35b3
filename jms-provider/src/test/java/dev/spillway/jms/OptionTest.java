/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one table of options: URI, bean and builder agree. */
class OptionTest {

    @Test
    void the_beans_properties_are_the_options_the_uri_and_the_metrics() throws Exception {
        Set<String> properties = Arrays.stream(Introspector.getBeanInfo(SpillwayConnectionFactory.class, Object.class)
                        .getPropertyDescriptors())
                .filter(property -> property.getWriteMethod() != null)
                .map(PropertyDescriptor::getName)
                .collect(Collectors.toSet());

        Set<String> expected = withUri(Option.keys());
        expected.addAll(Set.of("s3Client", "metrics"));
        assertThat(properties).isEqualTo(expected);
    }

    @Test
    void the_builders_methods_are_the_options_the_uri_clients_and_the_metrics() {
        Set<String> methods = Arrays.stream(SpillwayConnectionFactoryBuilder.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == SpillwayConnectionFactoryBuilder.class)
                .map(Method::getName)
                .collect(Collectors.toSet());

        Set<String> expected = withUri(Option.keys());
        expected.addAll(Set.of("client", "s3Client", "metrics"));
        assertThat(methods).isEqualTo(expected);
    }

    private static Set<String> withUri(Iterable<String> keys) {
        Set<String> all = new java.util.HashSet<>();
        keys.forEach(all::add);
        all.add("uri");
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "region,",
        "data,",
        "accessKey,",
        "createDestinations,false",
        "prefetch,100",
        "pollers,8",
        "batchSize,10",
        "linger,0",
        "receiveLinger,50",
        "visibilityTimeout,30",
        "redeliveryDelay,1",
        "maxRedeliveryDelay,64",
        "trustedClasses,",
        "s3Bucket,",
        "s3Threshold,1048576",
        "s3Endpoint,",
        "s3DeleteObjects,true"
    })
    void each_option_has_its_default(String key, String expected) throws Exception {
        Object value = property(key).getReadMethod().invoke(new SpillwayConnectionFactory());

        assertThat(value == null ? null : value.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(value = Option.class, mode = EnumSource.Mode.EXCLUDE, names = "SECRET_KEY")
    void an_option_of_the_uri_is_a_property_of_the_bean(Option option) throws Exception {
        String text = option.type == Boolean.class ? "true" : "7";

        var factory = new SpillwayConnectionFactory("spillway:aws?" + option.key + "=" + text);

        assertThat(property(option.key).getReadMethod().invoke(factory)).hasToString(text);
    }

    @Test
    void a_secret_can_be_set_and_not_read() throws Exception {
        assertThat(property("secretKey").getReadMethod()).isNull();
        var configuration = SpillwayConnectionFactory.builder()
                .accessKey("id")
                .secretKey("hidden")
                .build()
                .configuration();
        assertThat(configuration.toString()).contains("id").doesNotContain("hidden");
    }

    @Test
    void a_property_wins_over_the_uri() {
        var factory = new SpillwayConnectionFactory("spillway:aws?prefetch=5&pollers=2");
        factory.setPrefetch(50);

        assertThat(factory.getPrefetch()).isEqualTo(50);
        assertThat(factory.configuration().sqs().prefetch()).isEqualTo(50);
        assertThat(factory.configuration().sqs().pollers()).isEqualTo(2);
    }

    @Test
    void an_unknown_option_is_refused_naming_the_nearest_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpillwayConnectionFactory("spillway:aws?prefech=5"))
                .withMessageContaining("'prefech'")
                .withMessageContaining("did you mean 'prefetch'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spillway:aws?prefetch=many | prefetch is 'many'; it is a whole number",
                "spillway:aws?createDestinations=yes | it is true or false",
                "spillway:aws?pollers | has no value",
                "spillway:aws?pollers=1&pollers=2 | given twice",
                "spillway:aws?region=%zz | wrong %-escape",
                "spillway:azure | is not a Spillway URI; such are",
                "tcp://localhost:61616 | is not a Spillway URI; such are",
                "spillway:http://user:secret@host | is not a Spillway URI; such are",
            })
    void a_wrong_uri_is_refused_saying_what_is_right(String uri, String says) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpillwayConnectionFactory(uri))
                .withMessageContaining(says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spillway:http://user:secret@host",
                "spillway:http://user:se?secret@host",
                "spillway:http://user:^secret@host",
                "amqp://user:secret@host?x=y",
                "spillway:azure?secretKey=secret"
            })
    void a_wrong_uri_is_refused_without_telling_its_secrets(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpillwayConnectionFactory(uri))
                .withNoCause()
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("secret@", "=secret", "^secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prefetch=10001",
                "prefetch=-1",
                "pollers=0",
                "batchSize=11",
                "linger=60001",
                "receiveLinger=60001",
                "redeliveryDelay=-1",
                "redeliveryDelay=65",
                "maxRedeliveryDelay=43201",
                "visibilityTimeout=0"
            })
    void a_value_out_of_its_range_is_refused_naming_the_range(String option) {
        var factory = new SpillwayConnectionFactory("spillway:aws?" + option);

        assertThatIllegalArgumentException()
                .isThrownBy(factory::configuration)
                .withMessageContaining(option.substring(0, option.indexOf('=')))
                .withMessageContaining(" to ");
    }

    @Test
    void patterns_of_trusted_classes_are_checked_when_they_are_set() {
        var factory = new SpillwayConnectionFactory("spillway:aws?trustedClasses=maxdepth%3Dmany");

        assertThatIllegalArgumentException()
                .isThrownBy(factory::configuration)
                .withMessageContaining("trustedClasses is 'maxdepth=many'")
                .withMessageContaining("com.example.orders.*");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3Bucket=a/b | s3Bucket is 'a/b'; it is the name of a bucket",
                "s3Bucket=payloads&s3Threshold=1048577 | s3Threshold is 1048577; it is 0 to 1048576 bytes",
                "s3Bucket=payloads&s3Endpoint=localhost:9000 | s3Endpoint is 'localhost:9000'; it is a URL such as",
                "s3Bucket=payloads&s3Endpoint=http://user@host | it is a URL such as",
                "s3Endpoint=http://localhost:9000 | s3Endpoint has no use without s3Bucket",
            })
    void what_s3_can_not_be_set_to_is_refused_saying_what_is_right(String options, String says) {
        var factory = new SpillwayConnectionFactory("spillway:aws?" + options);

        assertThatIllegalArgumentException().isThrownBy(factory::configuration).withMessageContaining(says);
    }

    @Test
    void options_that_do_not_go_together_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpillwayConnectionFactory.builder()
                        .uri("spillway:embedded")
                        .build())
                .withMessageContaining("spillway:embedded?data=FOLDER");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SpillwayConnectionFactory.builder().data("folder").build())
                .withMessageContaining("spillway:embedded");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        SpillwayConnectionFactory.builder().accessKey("id").build())
                .withMessageContaining("only accessKey is set");
    }

    @Test
    void the_readme_lists_every_option_with_its_default_and_meaning() throws Exception {
        String readme = Files.readString(Path.of("README.md"));

        for (Option option : Option.values()) {
            String byDefault = option.byDefault == null ? "" : "`" + option.byDefault + "`";
            assertThat(readme).contains("| `" + option.key + "` | " + byDefault + " | " + option.description + " |");
        }
    }

    private static PropertyDescriptor property(String name) throws Exception {
        return Arrays.stream(Introspector.getBeanInfo(SpillwayConnectionFactory.class)
                        .getPropertyDescriptors())
                .filter(property -> property.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
