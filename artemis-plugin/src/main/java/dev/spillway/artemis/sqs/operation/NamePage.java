/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spillway.artemis.sqs.Limits;
import dev.spillway.artemis.sqs.SqsErrors;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of queues' names in alphabetical order: all of them, up to 1,000, where MaxResults is not given. NextToken
 * holds the last name of the page before, so that queues made or deleted in between neither repeat nor hide others.
 *
 * @param names the names of this page
 * @param nextToken what the next page is asked for by; {@code null} if this is the last one
 */
record NamePage(List<String> names, @Nullable String nextToken) {

    private static final String TOKEN_PREFIX = "after:";

    /** @param all names in alphabetical order */
    static NamePage of(List<String> all, @Nullable Integer maxResults, @Nullable String token) {
        int max = Limits.maxResults(maxResults);
        String after = token == null ? "" : read(token);
        List<String> found = all.stream()
                .filter(name -> name.compareTo(after) > 0)
                .limit(max + 1L)
                .toList();
        List<String> page = found.subList(0, Math.min(max, found.size()));
        boolean more = found.size() > max && maxResults != null;
        return new NamePage(page, more ? token(page.get(max - 1)) : null);
    }

    private static String token(String lastName) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((TOKEN_PREFIX + lastName).getBytes(UTF_8));
    }

    private static String read(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
            if (text.startsWith(TOKEN_PREFIX)) {
                return text.substring(TOKEN_PREFIX.length());
            }
        } catch (IllegalArgumentException e) {
            // Falls to the answer below.
        }
        throw SqsErrors.invalidParameter("Invalid or expired next token.");
    }
}
