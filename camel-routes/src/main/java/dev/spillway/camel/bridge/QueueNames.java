/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.camel.bridge;

import dev.spillway.camel.bridge.config.ConfigException;
import dev.spillway.camel.bridge.config.MappingConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The queues of mappings that have several, patterns among them. */
final class QueueNames {

    private static final String SOURCE_IS_SQS = "sqs-to-jms";

    private final SqsAsyncClient sqs;

    QueueNames(SqsAsyncClient sqs) {
        this.sqs = sqs;
    }

    /**
     * The names, each once; patterns stand for the queues that SQS has now.
     *
     * @throws ConfigException if a pattern is of queues that can't be listed, or matches none
     */
    List<String> of(MappingConfig mapping) {
        Set<String> names = new LinkedHashSet<>();
        for (String queue : mapping.queues()) {
            if (queue.contains("*")) {
                names.addAll(matching(mapping, queue));
            } else {
                names.add(queue);
            }
        }
        return List.copyOf(names);
    }

    private List<String> matching(MappingConfig mapping, String pattern) {
        if (!mapping.template().equals(SOURCE_IS_SQS)) {
            throw new ConfigException(mapping.place() + ": the pattern " + pattern
                    + " would be of queues of a JMS broker, which JMS can't list; name the queues");
        }
        String prefix = pattern.substring(0, pattern.indexOf('*'));
        Pattern names = Pattern.compile(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
        List<String> matching = new ArrayList<>();
        sqs.listQueuesPaginator(request -> {
                    request.maxResults(1_000);
                    if (!prefix.isEmpty()) {
                        request.queueNamePrefix(prefix);
                    }
                })
                .queueUrls()
                .subscribe(url -> {
                    String name = url.substring(url.lastIndexOf('/') + 1);
                    if (names.matcher(name).matches()) {
                        matching.add(name);
                    }
                })
                .join();
        if (matching.isEmpty()) {
            throw new ConfigException(mapping.place() + ": SQS has no queue whose name is " + pattern);
        }
        return matching;
    }
}
