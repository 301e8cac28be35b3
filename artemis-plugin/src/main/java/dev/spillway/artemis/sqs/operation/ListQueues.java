/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.artemis.sqs.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spillway.artemis.aws.Caller;
import dev.spillway.artemis.sqs.Limits;
import dev.spillway.artemis.sqs.Queues;
import dev.spillway.artemis.sqs.SqsErrors;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

/**
 * Lists queues in alphabetical order, a page at a time where MaxResults is given. NextToken holds the last name of the
 * page before, so that queues made or deleted in between neither repeat nor hide others.
 */
final class ListQueues implements Operation<ListQueuesRequest, ListQueuesResponse> {

    private static final String TOKEN_PREFIX = "after:";

    private final Queues queues;

    ListQueues(Queues queues) {
        this.queues = queues;
    }

    @Override
    public CompletableFuture<ListQueuesResponse> call(ListQueuesRequest request, Caller caller) {
        int max = Limits.maxResults(request.maxResults());
        String prefix = Objects.requireNonNullElse(request.queueNamePrefix(), "");
        String after = request.nextToken() == null ? "" : read(request.nextToken());

        Stream<String> names =
                queues.names().stream().filter(name -> name.startsWith(prefix) && name.compareTo(after) > 0);
        List<String> found = names.limit(max + 1L).toList();
        List<String> page = found.subList(0, Math.min(max, found.size()));
        boolean more = found.size() > max && request.maxResults() != null;

        return CompletableFuture.completedFuture(ListQueuesResponse.builder()
                .queueUrls(page.stream().map(name -> queues.url(name, caller)).toList())
                .nextToken(more ? token(page.get(max - 1)) : null)
                .build());
    }

    private static @Nullable String token(String lastName) {
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
