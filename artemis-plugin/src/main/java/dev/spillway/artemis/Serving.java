/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis;

import dev.spillway.artemis.aws.Permissions;
import dev.spillway.artemis.broker.ArtemisQueueStore;
import dev.spillway.artemis.broker.BrokerSecurity;
import dev.spillway.artemis.http.EndpointConfig;
import dev.spillway.artemis.http.HttpEndpoint;
import dev.spillway.artemis.http.SignedAccess;
import dev.spillway.artemis.http.signature.AccessKey;
import dev.spillway.artemis.http.signature.CredentialsFile;
import dev.spillway.artemis.http.signature.SignatureVerifier;
import dev.spillway.artemis.sqs.operation.SqsService;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is open while a broker is active, beside the store of its queues.
 *
 * @param security {@code null} without credentials
 * @param http {@code null} without a port
 */
record Serving(
        SqsService sqs,
        @Nullable BrokerSecurity security,
        @Nullable HttpEndpoint http) implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Serving.class);

    /** @throws RuntimeException if it can't open; the message says why. Nothing is left open then. */
    static Serving open(ActiveMQServer server, ArtemisQueueStore store, SpillwayConfig config) {
        Serving serving = null;
        try {
            BrokerSecurity security = config.credentials() == null ? null : new BrokerSecurity(server);
            SqsService sqs = new SqsService(store, config.account(), Clock.systemUTC());
            serving = new Serving(sqs, security, null);
            if (config.port() == null) {
                return serving;
            }
            EndpointConfig endpoint = new EndpointConfig(
                    config.bind(),
                    config.port(),
                    config.account().id(),
                    config.publicUrl(),
                    security == null || config.credentials() == null
                            ? null
                            : signedAccess(
                                    config.credentials(), config.account().region(), security));
            HttpEndpoint http = new HttpEndpoint(endpoint, sqs::clientFor);
            log.info("Spillway serves SQS at {}", http.uri());
            return new Serving(sqs, security, http);
        } catch (RuntimeException e) {
            if (serving != null) {
                serving.close();
            }
            throw e;
        }
    }

    private static SignedAccess signedAccess(Path credentials, String region, BrokerSecurity security) {
        List<AccessKey> keys = CredentialsFile.read(credentials);
        Map<AccessKey, Permissions> permissions = keys.stream()
                .collect(
                        Collectors.toUnmodifiableMap(Function.identity(), key -> security.of(key.user(), key.roles())));
        return new SignedAccess(new SignatureVerifier(keys, region, "sqs", Clock.systemUTC()), permissions::get);
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
        if (security != null) {
            security.close();
        }
        sqs.close();
    }
}
