/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where SQS is. What is not named here comes from the AWS SDK's own chains: environment, profiles, the machine's role.
 *
 * @param endpoint of another server of the API; {@code null} for AWS itself
 * @param s3 {@code null} where payloads that are too large for SQS are refused
 */
public record AwsConfig(
        @Nullable String region,
        @Nullable URI endpoint,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey,
        @Nullable String sessionToken,
        @Nullable S3Config s3) {

    static final AwsConfig DEFAULT = new AwsConfig(null, null, null, null, null, null);

    static AwsConfig of(Section section) {
        section.allow(List.of("region", "endpoint", "accessKeyId", "secretAccessKey", "sessionToken", "s3"));
        if (section.has("accessKeyId") != section.has("secretAccessKey")) {
            throw section.error("has one of accessKeyId and secretAccessKey; both are there, or neither");
        }
        if (section.has("sessionToken") && !section.has("accessKeyId")) {
            throw section.error("has a sessionToken and no accessKeyId");
        }
        Section s3 = section.section("s3");
        return new AwsConfig(
                text(section, "region"),
                endpoint(section),
                text(section, "accessKeyId"),
                text(section, "secretAccessKey"),
                text(section, "sessionToken"),
                s3 == null ? null : S3Config.of(s3));
    }

    private static @Nullable String text(Section section, String key) {
        return section.has(key) ? section.nonBlank(key) : null;
    }

    static @Nullable URI endpoint(Section section) {
        String text = section.optionalText("endpoint");
        if (text == null) {
            return null;
        }
        if (!text.matches("https?://[^/?#@]+/?")) {
            throw section.error("endpoint", "is no address such as http://127.0.0.1:4566");
        }
        return URI.create(text);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return (endpoint == null ? "AWS" : endpoint.toString()) + (region == null ? "" : ", region " + region);
    }
}
