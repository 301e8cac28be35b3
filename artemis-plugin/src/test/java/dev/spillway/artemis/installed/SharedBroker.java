/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.installed;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One installed broker for all tests that leave nothing behind in it: whoever has a parameter of type
 * {@link InstalledBroker}. It starts when it is first asked for and stops when all tests have run.
 */
public final class SharedBroker implements ParameterResolver {

    /** The broker, which serves. */
    public static InstalledBroker of(ExtensionContext tests) {
        return tests.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class)
                .broker();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == InstalledBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(context);
    }

    private record Shared(TemporaryFolder folder, InstalledBroker broker) implements AutoCloseable {

        static Shared start() {
            try {
                TemporaryFolder folder = TemporaryFolder.create();
                return new Shared(
                        folder,
                        InstalledBroker.create(folder.path().resolve("broker")).start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException("the broker was not started", e);
            }
        }

        @Override
        public void close() throws Exception {
            broker.close();
            folder.close();
        }
    }
}
