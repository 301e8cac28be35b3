/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark of a request, decoded, in their order. */
final class QueryString {

    private static final QueryString EMPTY = new QueryString(List.of());

    private final List<Parameter> parameters;

    private QueryString(List<Parameter> parameters) {
        this.parameters = parameters;
    }

    /** Of a request target such as {@code /path?name=value}. */
    static QueryString of(String uri) {
        int start = uri.indexOf('?');
        if (start < 0) {
            return EMPTY;
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String parameter : uri.substring(start + 1).split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (!parameter.isEmpty()) {
                parameters.add(new Parameter(
                        PercentEncoding.decode(equals < 0 ? parameter : parameter.substring(0, equals)),
                        equals < 0 ? "" : PercentEncoding.decode(parameter.substring(equals + 1))));
            }
        }
        return new QueryString(parameters);
    }

    /** The first parameter of this name; {@code null} if there is none. */
    @Nullable String get(String name) {
        for (Parameter parameter : parameters) {
            if (parameter.name.equals(name)) {
                return parameter.value;
            }
        }
        return null;
    }

    /** Sorted and encoded, without the one that holds the signature. */
    void canonical(String without, StringBuilder out) {
        List<Parameter> sorted = parameters.stream()
                .filter(parameter -> !parameter.name.equals(without))
                .map(Parameter::encoded)
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .toList();
        String separator = "";
        for (Parameter parameter : sorted) {
            out.append(separator).append(parameter.name).append('=').append(parameter.value);
            separator = "&";
        }
    }

    private record Parameter(String name, String value) {

        Parameter encoded() {
            return new Parameter(encode(name), encode(value));
        }

        private static String encode(String text) {
            StringBuilder out = new StringBuilder(text.length() + 8);
            PercentEncoding.encode(text, true, out);
            return out.toString();
        }
    }
}
