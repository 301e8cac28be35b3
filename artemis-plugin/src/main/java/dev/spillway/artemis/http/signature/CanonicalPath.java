/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.http.signature;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The path of a request as all services but S3 sign it: normalised as in RFC 3986, and what is encoded encoded again. */
final class CanonicalPath {

    private CanonicalPath() {}

    /** @param uri a request target such as {@code /path?name=value} */
    static void of(String uri, StringBuilder out) {
        int end = uri.indexOf('?');
        String path = end < 0 ? uri : uri.substring(0, end);
        PercentEncoding.encode(isNormal(path) ? path : normalise(path), false, out);
    }

    private static boolean isNormal(String path) {
        return path.startsWith("/") && !path.contains("//") && !path.contains("/.");
    }

    private static String normalise(String path) {
        Deque<String> segments = new ArrayDeque<>();
        boolean folder = true;
        for (String segment : path.split("/", -1)) {
            folder = segment.isEmpty() || segment.equals(".") || segment.equals("..");
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!folder) {
                segments.addLast(segment);
            }
        }
        StringBuilder normal = new StringBuilder(path.length() + 1).append('/');
        for (Iterator<String> each = segments.iterator(); each.hasNext(); ) {
            normal.append(each.next()).append(each.hasNext() ? "/" : "");
        }
        return normal.append(folder && !segments.isEmpty() ? "/" : "").toString();
    }
}
