/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import dev.spillway.jms.session.RedeliveryDelay;
import dev.spillway.jms.session.SessionSettings;
import dev.spillway.jms.sqs.SqsSettings;
import dev.spillway.jms.sqs.client.AccessKey;
import dev.spillway.jms.sqs.s3.S3Settings;
import java.io.ObjectInputFilter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a connection factory is set to.
 *
 * @param location where the queues are
 * @param region the AWS region; {@code null} for what the SDK finds
 * @param data the embedded broker's folder; {@code null} elsewhere
 * @param accessKey the credentials; {@code null} for what the SDK finds
 * @param sqs how SQS is used
 * @param s3 how larger messages travel; {@code null} where they are refused
 * @param sessions what sessions are set to
 */
record Configuration(
        Location location,
        @Nullable String region,
        @Nullable String data,
        @Nullable AccessKey accessKey,
        SqsSettings sqs,
        @Nullable S3Settings s3,
        SessionSettings sessions) {

    /** @throws IllegalArgumentException if the values don't fit together; the message says what would */
    Configuration {
        boolean embedded = location instanceof Location.Embedded;
        if (embedded && data == null) {
            throw new IllegalArgumentException(
                    "spillway:embedded needs the folder for its data: spillway:embedded?data=FOLDER");
        }
        if (!embedded && data != null) {
            throw new IllegalArgumentException("data belongs to spillway:embedded; nothing else keeps data itself");
        }
    }

    /** The configuration that a URI and single options make; an option that is set wins over the URI's. */
    static Configuration of(SpillwayUri uri, Map<Option, Object> set) {
        Map<Option, Object> values = new EnumMap<>(Option.class);
        for (Option option : Option.values()) {
            if (option.byDefault != null) {
                values.put(option, option.byDefault);
            }
        }
        values.putAll(uri.options());
        values.putAll(set);
        return new Configuration(
                uri.location(),
                (String) values.get(Option.REGION),
                (String) values.get(Option.DATA),
                accessKey((String) values.get(Option.ACCESS_KEY), (String) values.get(Option.SECRET_KEY)),
                sqs(values),
                s3(values),
                sessions(values));
    }

    /**
     * Checks that an S3 client of the application's has a bucket, and alone knows where that is.
     *
     * @throws IllegalArgumentException if not
     */
    void requireBucketFor(String s3Client) {
        if (s3 == null) {
            throw new IllegalArgumentException(s3Client + " has no use without s3Bucket");
        }
        if (s3.endpoint() != null) {
            throw new IllegalArgumentException("s3Endpoint has no use with " + s3Client + ", which knows its endpoint");
        }
    }

    @SuppressWarnings("NullAway") // each of the numbers has a default
    private static SessionSettings sessions(Map<Option, Object> values) {
        return new SessionSettings(
                trustedClasses((String) values.get(Option.TRUSTED_CLASSES)),
                new RedeliveryDelay((Integer) values.get(Option.REDELIVERY_DELAY), (Integer)
                        values.get(Option.MAX_REDELIVERY_DELAY)));
    }

    private static ObjectInputFilter trustedClasses(@Nullable String patterns) {
        try {
            ObjectInputFilter filter = patterns == null ? null : ObjectInputFilter.Config.createFilter(patterns);
            return filter == null ? info -> ObjectInputFilter.Status.UNDECIDED : filter;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "trustedClasses is '" + patterns + "': " + e.getMessage()
                            + "; it is patterns such as com.example.orders.*;java.util.ArrayList",
                    e);
        }
    }

    private static @Nullable AccessKey accessKey(@Nullable String id, @Nullable String secret) {
        if (id == null && secret == null) {
            return null;
        }
        if (id == null || secret == null) {
            throw new IllegalArgumentException("accessKey and secretKey go together; only "
                    + (id == null ? "secretKey" : "accessKey") + " is set");
        }
        return new AccessKey(id, secret);
    }

    @SuppressWarnings("NullAway") // those that are not checked have a default
    private static @Nullable S3Settings s3(Map<Option, Object> values) {
        String bucket = (String) values.get(Option.S3_BUCKET);
        String endpoint = (String) values.get(Option.S3_ENDPOINT);
        if (bucket == null) {
            if (endpoint != null) {
                throw new IllegalArgumentException("s3Endpoint has no use without s3Bucket");
            }
            return null;
        }
        return new S3Settings(
                bucket, (Integer) values.get(Option.S3_THRESHOLD), endpoint == null ? null : url(endpoint), (Boolean)
                        values.get(Option.S3_DELETE_OBJECTS));
    }

    private static URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "s3Endpoint is '" + text + "'; it is a URL such as http://127.0.0.1:9000", e);
        }
    }

    @SuppressWarnings("NullAway") // each of these options has a default
    private static SqsSettings sqs(Map<Option, Object> values) {
        return new SqsSettings(
                (Boolean) values.get(Option.CREATE_DESTINATIONS),
                (Integer) values.get(Option.PREFETCH),
                (Integer) values.get(Option.POLLERS),
                (Integer) values.get(Option.BATCH_SIZE),
                Duration.ofMillis((Long) values.get(Option.LINGER)),
                Duration.ofMillis((Long) values.get(Option.RECEIVE_LINGER)),
                Duration.ofSeconds((Integer) values.get(Option.VISIBILITY_TIMEOUT)));
    }
}
