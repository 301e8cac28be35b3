/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.beans.Introspector;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A class path without the SDK's S3 client, which is optional. */
class WithoutS3Test {

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();
    private final URLClassLoader classes = new URLClassLoader(
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !Path.of(entry).getFileName().toString().matches("s3-[0-9.]+\\.jar"))
                    .map(WithoutS3Test::url)
                    .toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @AfterEach
    void close() throws Exception {
        // they load classes to their end
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .noneMatch(thread -> thread.getName().contains("EventLoop")));
        classes.close();
    }

    private Object factory(String uri) throws Exception {
        return classes.loadClass("dev.spillway.jms.SpillwayConnectionFactory")
                .getConstructor(String.class)
                .newInstance(uri);
    }

    @Test
    void a_factory_with_a_bucket_makes_no_connection_and_names_the_artifact() throws Exception {
        Object factory = factory("spillway:http://127.0.0.1:1?s3Bucket=payloads");

        assertThatThrownBy(
                        () -> factory.getClass().getMethod("createConnection").invoke(factory))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .hasMessageContaining("add software.amazon.awssdk:s3")
                .satisfies(cause -> assertThat(cause.getClass().getName()).isEqualTo("jakarta.jms.JMSException"));
    }

    @Test
    void a_factory_without_a_bucket_works_and_can_be_inspected() throws Exception {
        Object factory = factory("spillway:http://127.0.0.1:1");

        assertThat(Introspector.getBeanInfo(factory.getClass()).getPropertyDescriptors())
                .isNotEmpty();
        Object connection = factory.getClass().getMethod("createConnection").invoke(factory);
        assertThat(connection).isNotNull();
        factory.getClass().getMethod("close").invoke(factory);
    }
}
