/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.broker.ArtemisQueueStore;
import dev.spillway.artemis.http.HttpEndpoint;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.apache.activemq.artemis.core.server.ActivateCallback;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Serves the SQS API from an Apache Artemis broker. In {@code broker.xml}:
 *
 * <pre>{@code
 * <broker-plugins>
 *   <broker-plugin class-name="dev.spillway.artemis.SpillwayPlugin">
 *     <property key="port" value="4566"/>
 *   </broker-plugin>
 * </broker-plugins>
 * }</pre>
 *
 * <p>The properties are those of {@link SpillwayConfig}. The endpoint is open while the broker is active: the backup of
 * an HA pair opens it when it takes over.
 */
public final class SpillwayPlugin implements ActiveMQServerPlugin {

    private static final Logger log = LoggerFactory.getLogger(SpillwayPlugin.class);

    private SpillwayConfig config;
    private @Nullable ActiveMQServer server;
    private @Nullable ActivateCallback lifecycle;
    private @Nullable ArtemisQueueStore store;
    private volatile @Nullable Serving serving;
    private @Nullable RuntimeException failure;

    /** As {@code broker.xml} makes it; {@link #init} brings the properties. */
    public SpillwayPlugin() {
        this(SpillwayConfig.DEFAULT);
    }

    /** For a broker that is configured in code. */
    public SpillwayPlugin(SpillwayConfig config) {
        this.config = config;
    }

    /** @throws IllegalArgumentException as {@link SpillwayConfig#of}: the broker does not start */
    @Override
    public void init(Map<String, String> properties) {
        config = SpillwayConfig.of(properties);
    }

    @Override
    public synchronized void registered(ActiveMQServer registeredWith) {
        if (server == registeredWith) {
            // Artemis registers its plugins again whenever it activates.
            return;
        }
        server = registeredWith;
        lifecycle = new Lifecycle();
        registeredWith.registerActivateCallback(lifecycle);
        if (registeredWith.isActive()) {
            open();
        }
    }

    @Override
    public synchronized void unregistered(ActiveMQServer unregisteredFrom) {
        if (lifecycle != null) {
            unregisteredFrom.unregisterActivateCallback(lifecycle);
        }
        close();
        server = null;
        lifecycle = null;
    }

    /**
     * A client of the SQS service in this process.
     *
     * @throws IllegalStateException if the broker is not active, or the plugin could not open
     */
    SqsAsyncClient sqs(Runnable onClose) {
        Serving now = serving();
        URI endpoint =
                now.http() == null ? URI.create("http://localhost") : now.http().uri();
        return now.sqs().clientFor(new Caller(endpoint, config.account().id()), onClose);
    }

    /** Where the endpoint listens; {@code null} if it has none. */
    @Nullable URI endpoint() {
        HttpEndpoint http = serving().http();
        return http == null ? null : http.uri();
    }

    private synchronized Serving serving() {
        Serving now = serving;
        if (now == null) {
            throw failure != null ? failure : new IllegalStateException("the broker is not active");
        }
        return now;
    }

    private synchronized void openStore() {
        if (store != null || server == null) {
            return;
        }
        try {
            store = new ArtemisQueueStore(server);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private synchronized void open() {
        openStore();
        if (serving != null || store == null) {
            return;
        }
        try {
            serving = Serving.open(Objects.requireNonNull(server), store, config);
        } catch (RuntimeException e) {
            store.close();
            store = null;
            fail(e);
        }
    }

    private void fail(RuntimeException e) {
        failure = e;
        log.error("Spillway does not serve: {}", e.getMessage());
    }

    private synchronized void close() {
        Serving last = serving;
        serving = null;
        if (last != null) {
            last.close();
        }
        if (store != null) {
            store.close();
            store = null;
        }
    }

    /** Opens when the broker is active, not before: the backup of a pair is started too. */
    private final class Lifecycle implements ActivateCallback {

        /** Before the broker's other clients come: what was received before a restart holds for them too. */
        @Override
        public void activated() {
            openStore();
        }

        @Override
        public void activationComplete() {
            open();
        }

        @Override
        public void preDeActivate() {
            close();
        }

        @Override
        public void deActivate() {
            close();
        }

        @Override
        public void shutdown(ActiveMQServer stopped) {
            close();
        }
    }
}
