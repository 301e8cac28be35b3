/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a Query request as the tree that the dots in their names make of them:
 * {@code MessageAttribute.1.Value.DataType=String}.
 */
final class QueryParameters {

    /** Far above what any operation takes, far below what would cost more memory than the request itself. */
    static final int MOST = 10_000;

    /** Names that are deeper or longer than any operation's are passed over, as other unknown ones are. */
    private static final int DEEPEST = 8;

    private static final int LONGEST_NAME = 256;

    private final String path;
    private final Map<String, QueryParameters> children = new LinkedHashMap<>(4);
    private @Nullable String text;

    private QueryParameters(String path) {
        this.path = path;
    }

    /** Those of the query string and of the body. */
    static QueryParameters of(WireRequest request) {
        QueryParameters root = new QueryParameters("");
        int query = request.uri().indexOf('?');
        int count = query < 0 ? 0 : root.add(request.uri().substring(query + 1).getBytes(StandardCharsets.UTF_8), 0);
        try {
            root.add(request.body().readAllBytes(), count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return root;
    }

    /** The whole name of the parameter, for errors. */
    String path() {
        return path;
    }

    /** The parameter's own value; {@code null} if there is none. */
    @Nullable String text() {
        return text;
    }

    /** The value of a parameter below this one; {@code null} if there is none. */
    @Nullable String text(String name) {
        QueryParameters child = children.get(name);
        return child == null ? null : child.text;
    }

    /** What stands below this one; {@code null} if nothing does. */
    @Nullable QueryParameters child(String name) {
        return children.get(name);
    }

    /** A child that has to be there. */
    QueryParameters required(String name) {
        QueryParameters child = children.get(name);
        if (child == null) {
            throw WireErrors.missingParameter(below(name));
        }
        return child;
    }

    /** The elements of a list, in the order of their numbers; one that stands alone needs none. */
    Collection<QueryParameters> elements() {
        if (children.isEmpty()) {
            return text == null || text.isEmpty() ? List.of() : List.of(this);
        }
        if (children.keySet().stream().noneMatch(QueryParameters::isNumber)) {
            return List.of(this);
        }
        Map<Integer, QueryParameters> numbered = new TreeMap<>();
        for (Map.Entry<String, QueryParameters> child : children.entrySet()) {
            if (!isNumber(child.getKey()) || text != null) {
                throw WireErrors.malformedQuery(path + " has elements with and without a number");
            }
            if (numbered.put(Integer.valueOf(child.getKey()), child.getValue()) != null) {
                throw WireErrors.malformedQuery(child.getValue().path + " is there twice");
            }
        }
        return new ArrayList<>(numbered.values());
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.length() < 10 && name.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    private String below(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** @return the number of parameters so far */
    private int add(byte[] form, int before) {
        int count = before;
        for (int start = 0, end; start < form.length; start = end + 1) {
            end = indexOf(form, '&', start, form.length);
            if (end == start) {
                continue;
            }
            if (++count > MOST) {
                throw WireErrors.malformedQuery("The request has more than " + MOST + " parameters");
            }
            int equals = indexOf(form, '=', start, end);
            String name = decode(form, start, equals);
            put(name, equals == end ? "" : decode(form, equals + 1, end));
        }
        return count;
    }

    private void put(String name, String value) {
        if (name.length() > LONGEST_NAME) {
            return;
        }
        QueryParameters at = this;
        int depth = 0;
        for (int start = 0, end; start <= name.length(); start = end + 1) {
            if (++depth > DEEPEST) {
                return;
            }
            int dot = name.indexOf('.', start);
            end = dot < 0 ? name.length() : dot;
            String segment = name.substring(start, end);
            QueryParameters parent = at;
            at = parent.children.computeIfAbsent(segment, key -> new QueryParameters(parent.below(key)));
        }
        if (at.text != null) {
            throw WireErrors.malformedQuery("The parameter " + name + " is there twice");
        }
        at.text = value;
    }

    private static int indexOf(byte[] form, char sought, int start, int end) {
        int at = start;
        while (at < end && form[at] != sought) {
            at++;
        }
        return at;
    }

    /** Decodes in place, since what is decoded is never longer. */
    private static String decode(byte[] form, int start, int end) {
        int length = start;
        for (int at = start; at < end; at++) {
            byte next = form[at];
            if (next == '+') {
                next = ' ';
            } else if (next == '%') {
                int high = at + 2 < end ? Character.digit(form[at + 1], 16) : -1;
                int low = at + 2 < end ? Character.digit(form[at + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw WireErrors.malformedQuery("A % in the request is not followed by two hexadecimal digits");
                }
                next = (byte) (high << 4 | low);
                at += 2;
            }
            form[length++] = next;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(form, start, length - start))
                    .toString();
        } catch (CharacterCodingException e) {
            throw WireErrors.malformedQuery("The parameters of the request are not UTF-8 text");
        }
    }
}
