/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs;

import dev.spillway.artemis.aws.Account;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A queue's address, {@code endpoint/account/name}. Only account and name are read back, so that a URL stays good
 * whatever name a client knows the endpoint by.
 */
public final class QueueUrl {

    private static final int ACCOUNT_LENGTH = 12;

    private QueueUrl() {}

    /** The URL of the queue as a client of this endpoint has to call it. */
    public static String of(URI endpoint, Account account, String queue) {
        // A form encoder; of what it does differently from a path, only the blank can occur.
        String name = URLEncoder.encode(queue, StandardCharsets.UTF_8).replace("+", "%20");
        return endpoint + "/" + account.id() + "/" + name;
    }

    /** The queue's name: the last segment of the URL's path. Read without a URI parser, as every request needs it. */
    static String name(@Nullable String url, Account account) {
        if (url == null || url.isEmpty()) {
            throw SqsErrors.missingParameter("QueueUrl");
        }
        int end = url.lastIndexOf('/');
        int start = end - ACCOUNT_LENGTH;
        if (end == url.length() - 1 || start < 1 || url.charAt(start - 1) != '/' || !isDigits(url, start, end)) {
            throw SqsErrors.invalidAddress(url);
        }
        if (!url.startsWith(account.id(), start)) {
            throw SqsErrors.queueDoesNotExist();
        }
        String name = url.substring(end + 1);
        return name.indexOf('%') < 0 ? name : decode(name, url);
    }

    private static boolean isDigits(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static String decode(String name, String url) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw SqsErrors.invalidAddress(url);
        }
    }
}
