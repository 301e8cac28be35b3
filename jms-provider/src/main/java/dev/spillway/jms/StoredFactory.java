/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms;

import java.io.NotSerializableException;
import java.io.Serial;
import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A connection factory as it is serialised and stored: its URI, with all its options.
 *
 * @param uri without secrets
 */
record StoredFactory(String uri) implements Serializable {

    /** @throws NotSerializableException if something is set that is not to be stored; the message says what */
    static StoredFactory of(boolean given, String uri, SpillwayUri parsed, Map<Option, Object> set)
            throws NotSerializableException {
        if (given) {
            throw new NotSerializableException("the factory was given a client, which can't be stored; set a URI");
        }
        Map<Option, Object> options = new EnumMap<>(Option.class);
        options.putAll(parsed.options());
        options.putAll(set);
        if (options.containsKey(Option.SECRET_KEY)) {
            throw new NotSerializableException(
                    "secretKey is not stored: leave the credentials to the AWS SDK's defaults,"
                            + " or connect with a user name and password");
        }
        String place = uri.replaceFirst("\\?.*", "");
        String query = options.entrySet().stream()
                .map(each -> each.getKey().key + "=" + encode(each.getValue().toString()))
                .collect(Collectors.joining("&"));
        return new StoredFactory(query.isEmpty() ? place : place + "?" + query);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Serial
    private Object readResolve() {
        return new SpillwayConnectionFactory(uri);
    }
}
