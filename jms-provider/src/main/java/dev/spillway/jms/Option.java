/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import dev.spillway.diagnostic.Nearest;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@link SpillwayConnectionFactory}: each is a key of the URI's query, a property of the bean and a
 * method of the builder, of one name.
 */
enum Option {
    REGION("region", String.class, null, "AWS region, such as eu-west-1; by default what the AWS SDK finds"),
    DATA("data", String.class, null, "folder of the embedded broker's data; with spillway:embedded, and needed there"),
    ACCESS_KEY(
            "accessKey",
            String.class,
            null,
            "AWS access key id; by default what the AWS SDK finds; with spillway:embedded, the only user let in"),
    SECRET_KEY("secretKey", String.class, null, "AWS secret access key; together with accessKey"),
    CREATE_DESTINATIONS("createDestinations", Boolean.class, false, "whether a queue that is missing is made on use"),
    PREFETCH(
            "prefetch",
            Integer.class,
            100,
            "messages that a connection holds ready for a queue at most, 0 to 10000; slow consumers get fewer"),
    POLLERS("pollers", Integer.class, 8, "receive requests that a connection has open for a queue at most, 1 to 100"),
    BATCH_SIZE("batchSize", Integer.class, 10, "messages that a request carries or asks for at most, 1 to 10"),
    LINGER("linger", Long.class, 0L, "milliseconds that the first send of a batch waits for company, 0 to 60000"),
    RECEIVE_LINGER(
            "receiveLinger",
            Long.class,
            50L,
            "milliseconds that a receiver at work pauses at most so that messages gather, if that pays, 0 to 60000"),
    VISIBILITY_TIMEOUT(
            "visibilityTimeout",
            Integer.class,
            30,
            "seconds for which received messages are hidden before that is extended, 1 to 43200"),
    REDELIVERY_DELAY(
            "redeliveryDelay",
            Integer.class,
            1,
            "seconds until a message that could not be handled comes again, doubled each time, 0 to 43200"),
    MAX_REDELIVERY_DELAY(
            "maxRedeliveryDelay", Integer.class, 64, "seconds to which that is doubled at most, 0 to 43200"),
    TRUSTED_CLASSES(
            "trustedClasses",
            String.class,
            null,
            "classes that a received ObjectMessage may make besides values, text buffers and lists of these,"
                    + " as patterns of java.io.ObjectInputFilter; by default none"),
    S3_BUCKET(
            "s3Bucket",
            String.class,
            null,
            "S3 bucket through which larger messages travel; by default none, and they are refused"),
    S3_THRESHOLD(
            "s3Threshold",
            Integer.class,
            1_048_576,
            "bytes of a message with its properties above which its body goes to S3, 0 to 1048576"),
    S3_ENDPOINT("s3Endpoint", String.class, null, "URL of another server of the S3 API; by default Amazon S3"),
    S3_DELETE_OBJECTS("s3DeleteObjects", Boolean.class, true, "whether a body is deleted from S3 with its message");

    final String key;
    final Class<?> type;
    /** A Boolean, number or String. */
    @SuppressWarnings("ImmutableEnumChecker")
    final @Nullable Object byDefault;

    final String description;

    Option(String key, Class<?> type, @Nullable Object byDefault, String description) {
        this.key = key;
        this.type = type;
        this.byDefault = byDefault;
        this.description = description;
    }

    /** @throws IllegalArgumentException if there is no such option; the message names the nearest one */
    static Option of(String key) {
        return Arrays.stream(values())
                .filter(option -> option.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no option '" + key + "'; did you mean '"
                        + Nearest.to(key, keys()) + "'? The options are "
                        + keys().stream().collect(Collectors.joining(", "))));
    }

    static java.util.List<String> keys() {
        return Arrays.stream(values()).map(option -> option.key).toList();
    }

    /** @throws IllegalArgumentException if the text is not a value of this option's type */
    Object parse(String text) {
        if (type == Boolean.class) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(key + " is '" + text + "'; it is true or false");
            };
        }
        if (type == Integer.class) {
            return number(text, Integer::valueOf);
        }
        if (type == Long.class) {
            return number(text, Long::valueOf);
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException(key + " is empty; it is the " + description);
        }
        return text;
    }

    private Object number(String text, Function<String, Object> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is '" + text + "'; it is a whole number: " + description, e);
        }
    }
}
