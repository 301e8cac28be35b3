/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import dev.spillway.jms.metrics.JmsMetrics;
import dev.spillway.jms.sqs.SharedSqs;
import dev.spillway.jms.sqs.SqsAccess;
import dev.spillway.jms.sqs.StoreSource;
import dev.spillway.jms.sqs.client.AccessKey;
import dev.spillway.jms.sqs.client.ClientSource;
import dev.spillway.jms.sqs.s3.S3ClientSource;
import dev.spillway.jms.sqs.s3.S3Settings;
import jakarta.jms.IllegalStateException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A factory's shared clients: one of its own identity, and one for each user that connections were made for. */
final class Identities implements AutoCloseable {

    private final Configuration configuration;
    private final @Nullable ClientSource given;
    private final @Nullable S3ClientSource givenS3;
    private final JmsMetrics metrics;
    private final SharedSqs own;
    private final Map<AccessKey, SharedSqs> users = new HashMap<>();
    private boolean closed;

    /**
     * @param given the client that the factory was given; {@code null} for none
     * @param givenS3 the same for S3
     */
    Identities(
            Configuration configuration,
            @Nullable ClientSource given,
            @Nullable S3ClientSource givenS3,
            JmsMetrics metrics) {
        this.configuration = configuration;
        this.given = given;
        this.givenS3 = givenS3;
        this.metrics = metrics;
        this.own = shared(configuration.accessKey());
    }

    /**
     * What a connection uses, until it gives it back.
     *
     * @param shared whom it is given back to
     * @param access the client and its grouped requests
     */
    record Use(SharedSqs shared, SqsAccess access) {}

    /** For a connection of the factory's own identity. */
    Use acquire() throws JMSException {
        return new Use(own, own.acquire());
    }

    /**
     * For a connection of a user: an access key and its secret, which the service is asked to confirm.
     *
     * @throws JMSSecurityException if the service doesn't know them, or the factory was given a client
     */
    Use acquire(String userName, @Nullable String password) throws JMSException {
        if (given != null) {
            throw new JMSSecurityException("a user name is an AWS access key id, and the factory's client has"
                    + " credentials already: connect without a user name");
        }
        if (configuration.location() instanceof Location.Embedded) {
            requireUser(userName, password);
            return acquire();
        }
        if (userName.isEmpty() || password == null || password.isEmpty()) {
            throw new JMSSecurityException(
                    "a user name is an AWS access key id, a password its secret access key; one of them is missing");
        }
        AccessKey key = new AccessKey(userName, password);
        SharedSqs shared = of(key);
        SqsAccess access = shared.acquire();
        try {
            access.verifyCredentials();
        } catch (JMSException | RuntimeException e) {
            shared.release();
            if (e instanceof JMSSecurityException) {
                forget(key);
            }
            throw e;
        }
        return new Use(shared, access);
    }

    /** The embedded broker has no users of its own: it lets in the one that it was set to, or anybody. */
    private void requireUser(String userName, @Nullable String password) throws JMSSecurityException {
        AccessKey only = configuration.accessKey();
        if (only != null && (!only.id().equals(userName) || !only.secret().equals(password))) {
            throw new JMSSecurityException("spillway:embedded lets in the user that accessKey and secretKey name, and"
                    + " these are not the user name and password of '" + userName + "'");
        }
    }

    private synchronized SharedSqs of(AccessKey key) throws IllegalStateException {
        if (closed) {
            throw new IllegalStateException("the connection factory is closed");
        }
        return users.computeIfAbsent(key, this::shared);
    }

    private SharedSqs shared(@Nullable AccessKey key) {
        return new SharedSqs(source(key), store(key), configuration.sqs(), metrics);
    }

    private StoreSource store(@Nullable AccessKey key) {
        S3Settings s3 = configuration.s3();
        if (s3 != null && givenS3 != null) {
            return StoreSource.given(s3, givenS3);
        }
        boolean isAws = configuration.location() instanceof Location.Aws && s3 != null && s3.endpoint() == null;
        return s3 == null ? StoreSource.NONE : StoreSource.bucket(s3, configuration.region(), key, isAws);
    }

    /** Its client closes by itself. */
    private synchronized void forget(AccessKey key) {
        users.remove(key);
    }

    private ClientSource source(@Nullable AccessKey key) {
        if (given != null) {
            return given;
        }
        Location location = configuration.location();
        if (location instanceof Location.Embedded) {
            return ClientSource.embedded(Objects.requireNonNull(configuration.data()), configuration.region());
        }
        if (location instanceof Location.Endpoint endpoint) {
            return ClientSource.endpoint(endpoint.uri(), configuration.region(), key);
        }
        return ClientSource.aws(configuration.region(), key);
    }

    @Override
    public void close() {
        List<SharedSqs> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(users.values());
        }
        own.close();
        all.forEach(SharedSqs::close);
    }
}
