/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** The classes of jars in a folder that the build has filled: they are on no class path. */
final class JarFolder implements AutoCloseable {

    private final URLClassLoader classes;

    JarFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            classes = new URLClassLoader(
                    folder.getFileName().toString(),
                    files.map(JarFolder::url).toArray(URL[]::new),
                    JarFolder.class.getClassLoader());
        }
    }

    Class<?> load(String name) throws ClassNotFoundException {
        return classes.loadClass(name);
    }

    /** Does what looks for classes, plug-ins for one, in the thread's context. */
    <T> T inContext(Callable<T> action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            return action.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        classes.close();
    }
}
