/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * A connection factory's URI: {@code spillway:aws}, {@code spillway:http://host:port} (or https) or
 * {@code spillway:embedded}, each with options as its query.
 *
 * @param location where the queues are
 * @param options what the query sets
 */
record SpillwayUri(Location location, Map<Option, Object> options) {

    private static final String SCHEME = "spillway:";
    private static final String FORMS = "spillway:aws?region=eu-west-1, spillway:http://127.0.0.1:4566 (or https) and"
            + " spillway:embedded?data=FOLDER";

    /** @throws IllegalArgumentException if the text is no such URI; the message says what is wrong */
    static SpillwayUri parse(String text) {
        if (text == null || !text.startsWith(SCHEME)) {
            throw refused(text);
        }
        int query = text.indexOf('?');
        String place = text.substring(SCHEME.length(), query < 0 ? text.length() : query);
        return new SpillwayUri(location(text, place), query < 0 ? Map.of() : options(text.substring(query + 1)));
    }

    private static Location location(String text, String place) {
        if (place.equals("aws")) {
            return new Location.Aws();
        }
        if (place.equals("embedded")) {
            return new Location.Embedded();
        }
        if (place.startsWith("http://") || place.startsWith("https://")) {
            try {
                URI uri = new URI(place);
                if (uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
                    return new Location.Endpoint(uri);
                }
            } catch (URISyntaxException e) {
                // without the cause, which holds the text
                throw new IllegalArgumentException("'" + withoutSecrets(place) + "' is not the address of an endpoint: "
                        + e.getReason() + " at index " + e.getIndex());
            }
        }
        throw refused(text);
    }

    private static IllegalArgumentException refused(String text) {
        String shown = text == null ? "null" : "'" + withoutSecrets(text) + "'";
        return new IllegalArgumentException(shown + " is not a Spillway URI; such are " + FORMS);
    }

    /** Without what stands before an @, which is a user and password, and without the query, which may hold a secret key. */
    private static String withoutSecrets(String text) {
        return text.replaceFirst("(?s).*@", "...@").replaceFirst("(?s)\\?.*", "?...");
    }

    private static Map<Option, Object> options(String query) {
        Map<Option, Object> options = new EnumMap<>(Option.class);
        for (String pair : query.split("&", 0)) {
            int equals = pair.indexOf('=');
            Option option = Option.of(decode(equals < 0 ? pair : pair.substring(0, equals)));
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "option '" + option.key + "' has no value; write " + option.key + "=...");
            }
            if (options.put(option, option.parse(decode(pair.substring(equals + 1)))) != null) {
                throw new IllegalArgumentException("option '" + option.key + "' is given twice");
            }
        }
        return options;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the URI's query has a wrong %-escape: " + e.getMessage(), e);
        }
    }
}
