/* SPDX-License-Identifier: Apache-2.0 */
package dev.spillway.jms.destination;

import jakarta.jms.InvalidDestinationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a queue's {@link SpillwayQueue} says about where SQS has it: a name alone, a queue URL or an ARN.
 *
 * @param name the queue's name at SQS
 * @param account the id of the AWS account, where the text has the form of an ARN; {@code null} for the caller's own
 * @param region the AWS region that the text names; {@code null} for the client's own
 * @param url the queue's URL, where the text is one
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html">Queue
 *     names and URLs</a>
 */
public record QueueAddress(
        String name,
        @Nullable String account,
        @Nullable String region,
        @Nullable String url) {

    private static final String FIFO = ".fifo";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo");
    /** Possessive, so that the number of its segments doesn't matter to the stack. */
    private static final Pattern URL = Pattern.compile("https?://([^/?#@\\s]+)(?:/[^/?#\\s]++)++");

    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:sqs:([a-z0-9-]+):(\\d{12}):([^:]+)");
    /** The hosts of Amazon SQS: sqs.eu-west-1.amazonaws.com, those of FIPS, dual stack and VPC endpoints, older ones. */
    private static final Pattern AWS_HOST = Pattern.compile("(?:.+\\.)?sqs(?:-fips)?\\.([a-z0-9-]+)\\."
            + "(?:vpce\\.)?(?:amazonaws\\.com|amazonaws\\.com\\.cn|api\\.aws)|([a-z0-9-]+)\\.queue\\.amazonaws\\.com");

    private static final String FORMS = ": a queue is named by 1 to 80 letters, digits, hyphens and underscores"
            + " (.fifo at the end included), by its URL such as"
            + " https://sqs.eu-west-1.amazonaws.com/123456789012/orders, or by its ARN such as"
            + " arn:aws:sqs:eu-west-1:123456789012:orders";

    /** @throws InvalidDestinationException if the text is none of these; the message says what they look like */
    public static QueueAddress parse(@Nullable String text) throws InvalidDestinationException {
        if (text == null || text.isEmpty()) {
            throw new InvalidDestinationException("a queue needs a name; it was " + (text == null ? "null" : "empty"));
        }
        if (NAME.matcher(text).matches()) {
            return new QueueAddress(text, null, null, null);
        }
        Matcher arn = ARN.matcher(text);
        if (arn.matches() && NAME.matcher(arn.group(3)).matches()) {
            return new QueueAddress(arn.group(3), arn.group(2), arn.group(1), null);
        }
        Matcher url = URL.matcher(text);
        if (url.matches() && NAME.matcher(nameIn(text)).matches()) {
            return new QueueAddress(nameIn(text), null, region(url.group(1)), text);
        }
        throw new InvalidDestinationException("'" + text + "' is no queue" + FORMS);
    }

    /** @throws InvalidDestinationException as {@link #parse} */
    static void check(@Nullable String text) throws InvalidDestinationException {
        parse(text);
    }

    /** The queue's name at SQS in a text that has one of the forms. */
    public static String nameIn(String text) {
        return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);
    }

    /** Whether a queue's URL is one of Amazon's own. */
    public static boolean isOfAws(String url) {
        Matcher parts = URL.matcher(url);
        return parts.matches() && region(parts.group(1)) != null;
    }

    private static @Nullable String region(String host) {
        Matcher aws = AWS_HOST.matcher(host);
        if (!aws.matches()) {
            return null;
        }
        return aws.group(1) == null ? aws.group(2) : aws.group(1);
    }

    /** Whether a queue of this name, URL or ARN is a FIFO queue. */
    public static boolean isFifo(String text) {
        return text.endsWith(FIFO);
    }
}
